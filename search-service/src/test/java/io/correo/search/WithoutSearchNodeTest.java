package io.correo.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.local.engine.LocalEngines;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/// The service starts before its search node, says so, and does not look for a store.
class WithoutSearchNodeTest {
  @Test
  void startsAndSaysThatSearchIsNotAvailable() throws Exception {
    var neighbours = new Neighbours();
    var kafka = LocalEngines.broker();
    try (var service =
        SearchService.start(
            "--server.port=0",
            "--spring.kafka.bootstrap-servers=" + kafka,
            "--spring.cloud.stream.kafka.binder.brokers=" + kafka,
            "--spring.cloud.stream.default.group=without-node",
            "--correo.identity.jwks-uri=" + neighbours.url() + "/jwks",
            "--correo.search.nodes=http://localhost:1")) {
      var port = ((ServletWebServerApplicationContext) service).getWebServer().getPort();
      var request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/search?q=x"))
              .header("Authorization", "Bearer " + neighbours.token("acme", "ana", "email:read"))
              .build();

      var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

      assertThat(service.getBeanNamesForType(com.mongodb.client.MongoClient.class)).isEmpty();
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("retry-after")).hasValue("5");
      assertThat(answer.body()).contains("/problems/service-unavailable\"");
    } finally {
      neighbours.stop();
    }
  }
}
