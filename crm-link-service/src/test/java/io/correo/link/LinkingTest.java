package io.correo.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.events.Address;
import io.correo.events.Automatic;
import io.correo.events.DirectoryRecord;
import io.correo.events.Json;
import io.correo.events.LinkDecision;
import io.correo.events.MailFact;
import io.correo.events.MailboxId;
import io.correo.events.MessageContent;
import io.correo.events.MessageId;
import io.correo.events.MessageState;
import io.correo.events.Origin;
import io.correo.events.RecordRef;
import io.correo.events.Revision;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import io.correo.events.Topics;
import io.correo.local.engine.LocalEngines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/// crm-link-service with a real broker and store: facts and records in, decisions out.
class LinkingTest {
  private static final TenantId ACME = new TenantId("acme-" + UUID.randomUUID());

  private static ConfigurableApplicationContext service;
  private static KafkaProducer<String, byte[]> broker;
  private static KafkaConsumer<String, byte[]> links;
  private final List<LinkDecision> seen = new ArrayList<>();
  private final MailboxId mailbox = MailboxId.random();

  @BeforeAll
  static void start() {
    var kafka = LocalEngines.broker();
    service =
        LinkService.start(
            "--server.port=0",
            "--spring.kafka.bootstrap-servers=" + kafka,
            "--spring.cloud.stream.kafka.binder.brokers=" + kafka,
            "--spring.mongodb.uri=" + LocalEngines.store(),
            "--spring.mongodb.database=link_test");
    broker =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka), new StringSerializer(), new ByteArraySerializer());
    links =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                kafka,
                "group.id",
                "test-" + UUID.randomUUID(),
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    links.subscribe(List.of(Topics.LINKS));
  }

  @AfterAll
  static void stop() {
    links.close();
    broker.close();
    service.close();
  }

  @Test
  void decidesOnceAboutEveryMessageHoweverOftenItIsTold() throws Exception {
    record(contact("c1", "marta@obra.example", "a1"));
    record(account("a1", "Obra Norte"));
    awaitRecord(new RecordRef(RecordRef.ACCOUNT, "a1"));
    var message = upserted("1", "marta@obra.example", 1);

    fact(message);
    fact(message);
    fact(upserted("2", "nobody@nowhere.example", 2));

    var second = decision("2");
    assertThat(second.records()).isEmpty();
    assertThat(second.reason()).contains("nobody@nowhere.example");
    assertThat(seen.stream().filter(d -> d.message().equals(message.message()))).hasSize(1);
    assertThat(decision("1").records())
        .extracting(LinkDecision.Link::ref)
        .containsExactly(
            new RecordRef(RecordRef.CONTACT, "c1"), new RecordRef(RecordRef.ACCOUNT, "a1"));
  }

  @Test
  void linksPastMailWhenTheCrmLearnsAnAddress() throws Exception {
    fact(upserted("3", "late@later.example", 1));
    assertThat(decision("3").records()).isEmpty();

    record(account("a3", "Later"));
    awaitRecord(new RecordRef(RecordRef.ACCOUNT, "a3"));
    record(contact("c3", "late@later.example", "a3"));

    var again = decision("3");
    assertThat(again.sequence()).isEqualTo(2);
    assertThat(again.records())
        .extracting(LinkDecision.Link::ref)
        .contains(new RecordRef(RecordRef.ACCOUNT, "a3"));
  }

  @Test
  void saysNothingAboutDrafts() throws Exception {
    var draft = upserted("4", "x@obra.example", 1);
    fact(
        new MailFact.MessageUpserted(
            draft.tenant(),
            mailbox,
            draft.revision(),
            Origin.LIVE,
            draft.message(),
            "4",
            draft.thread(),
            "4",
            draft.content(),
            new MessageState(Set.of(), Set.of(), false, false, true, null)));
    fact(upserted("5", "y@nowhere.example", 2));

    decision("5");

    assertThat(seen).noneMatch(decision -> decision.message().equals(draft.message()));
  }

  private void awaitRecord(RecordRef ref) {
    var directory = service.getBean(io.correo.link.directory.Directory.class);
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> directory.find(ACME, ref) != null);
  }

  private LinkDecision decision(String key) {
    var message = MessageId.of(mailbox, key);
    var from = seen.size();
    var deadline = Instant.now().plusSeconds(30);
    while (Instant.now().isBefore(deadline)) {
      for (var record : links.poll(Duration.ofMillis(200))) {
        var decision = Json.mapper().readValue(record.value(), LinkDecision.class);
        if (decision.mailbox().equals(mailbox)) seen.add(decision);
      }
      var fresh = seen.subList(Math.min(from, seen.size()), seen.size());
      var found = fresh.stream().filter(d -> d.message().equals(message)).findFirst();
      if (found.isPresent()) return found.get();
      var known = seen.stream().filter(d -> d.message().equals(message)).toList();
      if (!known.isEmpty() && known.getLast().sequence() == 1 && key.equals("1")) {
        return known.getLast();
      }
    }
    throw new AssertionError("no decision about " + key);
  }

  private void fact(MailFact fact) throws Exception {
    broker.send(new ProducerRecord<>(Topics.CHANGES, mailbox.value(), Json.bytes(fact))).get();
  }

  private static void record(DirectoryRecord record) throws Exception {
    broker.send(new ProducerRecord<>(Topics.DIRECTORY, record.key(), Json.bytes(record))).get();
  }

  private MailFact.MessageUpserted upserted(String key, String from, int sequence) {
    var content =
        new MessageContent(
            "Presupuesto",
            Address.of(from),
            List.of(),
            List.of(Address.of("me@mine.example")),
            List.of(),
            List.of(),
            Instant.EPOCH,
            null,
            null,
            List.of(),
            "",
            "",
            null,
            false,
            List.of(),
            1,
            Automatic.NONE,
            Map.of(),
            List.of());
    return new MailFact.MessageUpserted(
        ACME,
        mailbox,
        Revision.of(10, sequence),
        Origin.LIVE,
        MessageId.of(mailbox, key),
        key,
        ThreadId.of(mailbox, key),
        key,
        content,
        new MessageState(Set.of(), Set.of(), true, false, false, null));
  }

  private static DirectoryRecord account(String id, String label) {
    return new DirectoryRecord(
        ACME,
        RecordRef.ACCOUNT,
        id,
        label,
        null,
        List.of(),
        List.of(),
        List.of(),
        false,
        Map.of(),
        Instant.EPOCH);
  }

  private static DirectoryRecord contact(String id, String address, String account) {
    return new DirectoryRecord(
        ACME,
        RecordRef.CONTACT,
        id,
        "Marta Gil",
        null,
        List.of(address),
        List.of(),
        List.of(account),
        true,
        Map.of(),
        Instant.EPOCH);
  }
}
