package io.correo.search;

import io.correo.events.ConnectedMailbox;
import io.correo.events.DirectoryRecord;
import io.correo.events.Json;
import io.correo.events.LinkDecision;
import io.correo.events.MailFact;
import io.correo.events.Topics;
import io.correo.events.ViewChange;
import io.correo.local.engine.LocalEngines;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/// search-service with a real broker and a real search node, its own indexes and its own consumer
/// groups.
final class Stage implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static @Nullable Stage shared;

  final Neighbours neighbours;
  private final String searchNode = LocalEngines.search();
  final String prefix = "t" + UUID.randomUUID() + "-";
  private final ConfigurableApplicationContext service;
  private final KafkaProducer<String, byte[]> broker;
  private final String url;

  /// One for all tests that stay in tenants of their own and take no index away; ends with the JVM.
  static synchronized Stage shared() throws Exception {
    if (shared == null) shared = new Stage();
    return shared;
  }

  Stage() throws Exception {
    var kafka = LocalEngines.broker();
    neighbours = new Neighbours();
    service =
        SearchService.start(
            "--server.port=0",
            "--spring.kafka.bootstrap-servers=" + kafka,
            "--spring.cloud.stream.kafka.binder.brokers=" + kafka,
            "--spring.cloud.stream.default.group=" + prefix,
            "--correo.identity.jwks-uri=" + neighbours.url() + "/jwks",
            "--correo.internal.token-uri=" + neighbours.url() + "/token",
            "--correo.search.mailbox=" + neighbours.url(),
            "--correo.search.sync=" + neighbours.url(),
            "--correo.search.nodes=" + searchNode,
            "--correo.search.prefix=" + prefix,
            "--correo.search.refresh=100ms",
            "--correo.search.check-every=1s");
    url =
        "http://localhost:"
            + ((ServletWebServerApplicationContext) service).getWebServer().getPort();
    broker =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka), new StringSerializer(), new ByteArraySerializer());
  }

  void tell(MailFact... facts) {
    for (var fact : facts) send(Topics.CHANGES, fact.mailbox().value(), fact);
    broker.flush();
  }

  void tell(String topic, List<? extends MailFact> facts) {
    for (var fact : facts) send(topic, fact.mailbox().value(), fact);
    broker.flush();
  }

  void link(LinkDecision decision) {
    send(Topics.LINKS, decision.mailbox().value(), decision);
    broker.flush();
  }

  void choose(ViewChange change) {
    send(Topics.VIEW, change.mailbox().value(), change);
    broker.flush();
  }

  void connect(ConnectedMailbox mailbox) {
    send(Topics.ACCOUNTS, mailbox.mailbox().value(), mailbox);
    broker.flush();
  }

  void record(DirectoryRecord record) {
    send(Topics.DIRECTORY, record.key(), record);
    broker.flush();
  }

  /// @param key of a directory record the CRM deletes
  void forget(String key) {
    var _ = broker.send(new ProducerRecord<>(Topics.DIRECTORY, key, null));
    broker.flush();
  }

  /// All in one step, so that none is made again before the last is gone.
  void dropIndexes(String... names) {
    var indexes = Stream.of(names).map(name -> prefix + name + "-v1").toList();
    var _ = askNode("DELETE", "/" + String.join(",", indexes));
  }

  /// @return what the search node answers
  String askNode(String method, String path) {
    var request =
        HttpRequest.newBuilder(URI.create(searchNode + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join().body();
  }

  private void send(String topic, String key, Object value) {
    var _ = broker.send(new ProducerRecord<>(topic, key, Json.bytes(value)));
  }

  /// Answers of the service to one user.
  As as(String tenant, String user) {
    return new As(neighbours.token(tenant, user, "email:read email:send"));
  }

  As asModule(String tenant) {
    return new As(neighbours.token(tenant, "module", "email:read:tenant"));
  }

  final class As {
    private final String token;

    private As(String token) {
      this.token = token;
    }

    HttpResponse<String> get(String path) {
      var request =
          HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
              .header("Authorization", "Bearer " + token)
              .build();
      try {
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      } catch (java.io.IOException | InterruptedException failure) {
        throw new IllegalStateException(failure);
      }
    }

    JsonNode json(String path) {
      var answer = get(path);
      if (answer.statusCode() == 503) throw new NotNow(answer.body());
      if (answer.statusCode() != 200) throw new AssertionError(path + " → " + answer.body());
      return Json.mapper().readTree(answer.body());
    }

    JsonNode search(String q, String more) {
      return json("/search?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8) + more);
    }

    /// Subjects of the messages found.
    List<String> subjects(String q) {
      return texts(search(q, ""), "subject");
    }

    /// Waits until as many messages are found.
    void awaitMessages(int count) {
      await()
          .until(
              () -> search("", "").path("counts").path("messages").asInt(),
              found -> found == count);
    }
  }

  static List<String> texts(JsonNode answer, String field) {
    var texts = new ArrayList<String>();
    for (var item : answer.path("items")) texts.add(item.path(field).asString());
    return texts;
  }

  static org.awaitility.core.ConditionFactory await() {
    return Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(50))
        .ignoreException(NotNow.class);
  }

  /// Search says that it is not available right now: who waits asks again.
  static final class NotNow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotNow(String answer) {
      super(answer);
    }
  }

  @Override
  public void close() {
    broker.close();
    service.close();
    neighbours.stop();
  }
}
