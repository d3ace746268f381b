package io.correo.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.correo.service.caller.Caller;
import io.correo.service.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Whatever comes in at the door, the answer is a documented problem and never a stack trace.
class ProblemAnswersTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static RSAKey key;
  private static ConfigurableApplicationContext service;
  private static String url;

  @BeforeAll
  static void start() throws JOSEException {
    key = new RSAKeyGenerator(2048).keyID("k").generate();
    service =
        new SpringApplicationBuilder(Shop.class)
            .properties(
                Map.of(
                    "spring.config.name", "service",
                    "spring.application.name", "shop",
                    "server.port", "0",
                    "spring.cloud.stream.default-binder", "kafka",
                    "spring.kafka.bootstrap-servers", "localhost:1"))
            .initializers(
                context ->
                    ((org.springframework.context.support.GenericApplicationContext) context)
                        .registerBean("key", RSAKey.class, () -> key))
            .run("--correo.http.max-body=1KB");
    url =
        "http://localhost:"
            + ((ServletWebServerApplicationContext) service).getWebServer().getPort();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void answersWhoIsCalling() throws Exception {
    var answer = send("GET", "/api/v1/me", token("email:read", Duration.ofMinutes(5)), null);

    assertThat(answer.body()).isEqualTo("ana of acme");
  }

  @Test
  void refusesACallWithoutATokenAndSaysSo() throws Exception {
    assertProblem(send("GET", "/api/v1/me", null, null), 401, "unauthorized");
  }

  @Test
  void refusesAnExpiredToken() throws Exception {
    var expired = token("email:read", Duration.ofMinutes(-5));

    assertProblem(send("GET", "/api/v1/me", expired, null), 401, "unauthorized");
  }

  @Test
  void refusesATokenWithoutTheScope() throws Exception {
    var other = token("crm:read", Duration.ofMinutes(5));

    assertProblem(send("GET", "/api/v1/me", other, null), 403, "forbidden");
  }

  @Test
  void keepsInternalAndAdminPathsForTheirScopes() throws Exception {
    assertProblem(send("GET", "/internal/x", user(), null), 403, "forbidden");
    assertProblem(send("GET", "/api/v1/admin/x", user(), null), 403, "forbidden");
    assertProblem(send("GET", "/actuator/metrics", user(), null), 403, "forbidden");
  }

  @Test
  void answersMalformedJsonWithInvalidRequest() throws Exception {
    assertProblem(send("POST", "/api/v1/orders", user(), "{\"colour\":"), 400, "invalid-request");
    assertProblem(send("POST", "/api/v1/orders", user(), ""), 400, "invalid-request");
  }

  @Test
  void namesTheFieldWithAWrongEnum() throws Exception {
    var answer = send("POST", "/api/v1/orders", user(), "{\"colour\":\"mauve\"}");

    assertProblem(answer, 400, "invalid-request");
    assertThat(answer.body()).contains("\"field\":\"colour\"").doesNotContain("Exception");
  }

  @Test
  void refusesABodyThatIsTooLarge() throws Exception {
    var answer = send("POST", "/api/v1/orders", user(), "{\"x\":\"" + "a".repeat(5000) + "\"}");

    assertProblem(answer, 413, "payload-too-large");
  }

  @Test
  void answersUnknownPathsMethodsAndValues() throws Exception {
    assertProblem(send("GET", "/api/v1/nowhere", user(), null), 404, "not-found");
    assertProblem(send("PUT", "/api/v1/orders", user(), "{}"), 405, "method-not-allowed");
    assertProblem(send("GET", "/api/v1/orders/7", user(), null), 404, "not-found");
    assertProblem(send("GET", "/api/v1/sum?n=seven", user(), null), 400, "invalid-request");
    assertProblem(send("GET", "/api/v1/sum", user(), null), 400, "invalid-request");
  }

  @Test
  void hidesWhatWentWrongInside() throws Exception {
    var answer = send("GET", "/api/v1/broken", user(), null);

    assertProblem(answer, 500, "internal");
    assertThat(answer.body()).doesNotContain("secret");
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String slug) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(answer.body()).contains("/problems/" + slug + "\"");
  }

  private static HttpResponse<String> send(
      String method, String path, @Nullable String token, @Nullable String body)
      throws IOException, InterruptedException {
    var publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    var request = HttpRequest.newBuilder(URI.create(url + path)).method(method, publisher);
    if (token != null) request.header("Authorization", "Bearer " + token);
    if (body != null) request.header("Content-Type", "application/json");
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String user() throws JOSEException {
    return token("email:read email:send", Duration.ofMinutes(5));
  }

  private static String token(String scope, Duration validity) throws JOSEException {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer("http://localhost:9090/crm")
            .audience("correo")
            .subject("ana")
            .claim("tenant", "acme")
            .claim("scope", scope)
            .expirationTime(Date.from(Instant.now().plus(validity)))
            .build();
    var jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k").build(), claims);
    jwt.sign(new RSASSASigner(key));
    return jwt.serialize();
  }

  @Configuration
  @EnableAutoConfiguration
  static class Shop {
    @Bean
    JwtDecoder shopTokens(RSAKey key) throws JOSEException {
      return NimbusJwtDecoder.withPublicKey(key.toRSAPublicKey()).build();
    }

    @Bean
    Orders orders() {
      return new Orders();
    }
  }

  @RestController
  static class Orders {
    enum Colour {
      RED
    }

    record Order(Colour colour) {}

    @GetMapping("/api/v1/me")
    String me(Caller caller) {
      return caller.subject() + " of " + caller.tenant();
    }

    @PostMapping("/api/v1/orders")
    Order order(@RequestBody Order order) {
      return order;
    }

    @GetMapping("/api/v1/orders/{id}")
    Order order(@PathVariable String id) {
      throw Problem.notFound("order");
    }

    @GetMapping("/api/v1/sum")
    int sum(@RequestParam int n) {
      return n;
    }

    @GetMapping("/api/v1/broken")
    String broken() {
      throw new IllegalStateException("a secret");
    }
  }
}
