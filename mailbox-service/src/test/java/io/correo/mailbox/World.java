package io.correo.mailbox;

import io.correo.events.Address;
import io.correo.events.Capabilities;
import io.correo.events.ConnectedMailbox;
import io.correo.events.Json;
import io.correo.events.LinkDecision;
import io.correo.events.MailFact;
import io.correo.events.MailboxId;
import io.correo.events.Revision;
import io.correo.events.TenantId;
import io.correo.events.Topics;
import io.correo.events.UserId;
import io.correo.events.Visibility;
import io.correo.local.engine.Engine;
import io.correo.local.engine.LocalEngines;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/// The service with a real broker and store, once per JVM; each test has mailboxes of its own.
final class World {
  private static World world;

  final SyncDouble sync;
  final ConfigurableApplicationContext service;
  final ObedientProvider provider;
  final String store;
  final String broker;
  final String database = "mailbox_test_" + UUID.randomUUID().toString().substring(0, 8);
  final TenantId acme = new TenantId("acme-" + UUID.randomUUID().toString().substring(0, 8));
  private final HttpClient http = HttpClient.newHttpClient();
  private final KafkaProducer<String, byte[]> producer;
  private final AtomicInteger accounts = new AtomicInteger();

  static synchronized World get() {
    if (world == null) world = new World();
    return world;
  }

  private World() {
    try {
      sync = new SyncDouble();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    var engines = LocalEngines.settings(Engine.STORE, Engine.BROKER);
    broker = engines.get("KAFKA_BOOTSTRAP_SERVERS");
    store = engines.get("MONGODB_URI");
    service = start();
    provider = service.getBean(ObedientProvider.class);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker, "linger.ms", "0"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  ConfigurableApplicationContext start(String... more) {
    var args =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--MONGODB_URI=" + store,
                "--KAFKA_BOOTSTRAP_SERVERS=" + broker,
                "--CORREO_MAILBOX_DATABASE=" + database,
                "--CORREO_SYNC_URL=" + sync.url(),
                "--CORREO_TOKEN_URI=" + sync.url() + "/token",
                "--CORREO_UNDO_DELETE=2s",
                "--CORREO_SWEEP_EVERY=200ms",
                "--CORREO_SWEEP_AFTER=500ms",
                "--CORREO_LOG_LEVEL=WARN",
                "--logging.level.org.apache.kafka=ERROR"));
    args.addAll(List.of(more));
    return new SpringApplicationBuilder(MailboxService.class, TestBeans.class)
        .properties("spring.config.name=mailbox-service")
        .run(args.toArray(String[]::new));
  }

  <T> T bean(Class<T> type) {
    return service.getBean(type);
  }

  /// A mailbox of a user, told and known.
  MailSim mailbox(String user, String address) {
    return mailbox(user, address, true);
  }

  MailSim mailbox(String user, String address, boolean stars) {
    var id = MailboxId.random();
    var sim = new MailSim(this, acme, id, user, address);
    sim.account = account(id, user, address, stars, Visibility.EVERYTHING);
    tell(sim.account);
    org.awaitility.Awaitility.await()
        .until(() -> bean(io.correo.mailbox.visibility.Mailboxes.class).find(id) != null);
    return sim;
  }

  ConnectedMailbox account(
      MailboxId id, String user, String address, boolean stars, Visibility visibility) {
    return new ConnectedMailbox(
        id,
        acme,
        Revision.of(2_000_000_000L, accounts.incrementAndGet()),
        "google",
        address,
        "account-" + id,
        List.of(new ConnectedMailbox.Member(new UserId(user), ConnectedMailbox.Role.OWNER)),
        ConnectedMailbox.State.CONNECTED,
        new Capabilities(
            stars, true, true, true, new Capabilities.AttachmentLimits(1, Set.of()), 500),
        List.of(new Address(user, address)),
        null,
        visibility,
        "default",
        null,
        Instant.parse("2026-01-01T00:00:00Z"));
  }

  void tell(MailFact fact) {
    send(Topics.CHANGES, fact.mailbox(), fact);
  }

  void backfill(MailFact fact) {
    send(Topics.BACKFILL, fact.mailbox(), fact);
  }

  void tell(ConnectedMailbox account) {
    send(Topics.ACCOUNTS, account.mailbox(), account);
  }

  void tell(LinkDecision link) {
    send(Topics.LINKS, link.mailbox(), link);
  }

  void send(String topic, MailboxId key, Object value) {
    producer.send(new ProducerRecord<>(topic, key.value(), Json.bytes(value)));
  }

  String token(String user) {
    return TestBeans.token(user, acme.value(), "email:read email:send");
  }

  String module() {
    return TestBeans.token("module", acme.value(), "email:read:tenant");
  }

  String base() {
    return "http://localhost:"
        + service.getEnvironment().getProperty("local.server.port")
        + "/api/v1";
  }

  JsonNode get(String user, String path) {
    var answer = call(token(user), "GET", path, null);
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + " -> " + answer.statusCode() + " " + answer.body());
    }
    return Json.mapper().readTree(answer.body());
  }

  HttpResponse<String> call(String token, String method, String path, Object body) {
    try {
      var url = path.startsWith("http") ? path : base() + path;
      var request =
          HttpRequest.newBuilder(URI.create(url))
              .method(
                  method,
                  body == null
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)));
      if (body != null) request.header("Content-Type", "application/json");
      if (token != null) request.header("Authorization", "Bearer " + token);
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Everything on a topic, from the beginning.
  List<ConsumerRecord<String, byte[]>> read(String topic) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", broker, "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      var parts =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(parts);
      consumer.seekToBeginning(parts);
      var ends = consumer.endOffsets(parts);
      var records = new ArrayList<ConsumerRecord<String, byte[]>>();
      while (parts.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(java.time.Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }
}
