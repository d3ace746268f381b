package io.correo.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.local.engine.Engine;
import io.correo.local.engine.LocalEngines;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// As it is started in earnest: with the real mail providers, and twice in one JVM.
class StartTest {
  @Test
  void startsSeveralTimesInOneProcessAndSaysItIsWell() throws Exception {
    var engines = LocalEngines.settings(Engine.STORE, Engine.BROKER);
    var args = new ArrayList<>(List.of("--server.port=0", "--CORREO_MAILBOX_DATABASE=start_test"));
    engines.forEach((name, value) -> args.add("--" + name + "=" + value));
    // The other tests' world reads the topics.
    for (var binding : List.of("changes", "backfill", "accounts", "links", "outgoing")) {
      args.add(
          "--spring.cloud.stream.bindings.%s-in-0.consumer.auto-startup=false".formatted(binding));
    }

    try (var one = MailboxService.start(args.toArray(String[]::new));
        var two = MailboxService.start(args.toArray(String[]::new));
        var http = HttpClient.newHttpClient()) {
      for (var service : List.of(one, two)) {
        var port = service.getEnvironment().getProperty("local.server.port");
        var health =
            http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health"))
                    .build(),
                BodyHandlers.ofString());
        assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
      }
    }
  }
}
