package io.correo.link.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.events.Address;
import io.correo.events.Automatic;
import io.correo.events.DirectoryRecord;
import io.correo.events.DraftId;
import io.correo.events.Json;
import io.correo.events.LinkDecision;
import io.correo.events.LinkDecision.Link;
import io.correo.events.LinkReason;
import io.correo.events.MailFact;
import io.correo.events.MailboxId;
import io.correo.events.MessageContent;
import io.correo.events.MessageId;
import io.correo.events.MessageState;
import io.correo.events.Origin;
import io.correo.events.OutgoingMail;
import io.correo.events.OutgoingMail.State;
import io.correo.events.RecordRef;
import io.correo.events.Revision;
import io.correo.events.SendId;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import io.correo.events.Topics;
import io.correo.events.UserId;
import io.correo.link.LinkService;
import io.correo.link.directory.Directory;
import io.correo.local.engine.LocalEngines;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/// crm-link-service with a real broker and store: what the writer of a message chose is linked,
/// whatever comes first, and stays unlinked once a person unlinked it.
class SendLinksTest {
  private static final TenantId ACME = new TenantId("acme-" + UUID.randomUUID());
  private static final RecordRef OBRA = new RecordRef(RecordRef.ACCOUNT, "a-obra");
  private static final RecordRef DEAL = new RecordRef("deal", "d-7");

  private static ConfigurableApplicationContext service;
  private static KafkaProducer<String, byte[]> broker;
  private final MailboxId mailbox = MailboxId.random();
  private int sequence;

  @BeforeAll
  static void start() throws Exception {
    var kafka = LocalEngines.broker();
    service =
        LinkService.start(
            "--server.port=0",
            "--spring.kafka.bootstrap-servers=" + kafka,
            "--spring.cloud.stream.kafka.binder.brokers=" + kafka,
            "--spring.cloud.stream.default.group=link-" + UUID.randomUUID(),
            "--spring.mongodb.uri=" + LocalEngines.store(),
            "--spring.mongodb.database=link_sends_test");
    broker =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka), new StringSerializer(), new ByteArraySerializer());
    record(OBRA, "Obra Norte");
    record(DEAL, "Nave industrial");
    var directory = service.getBean(Directory.class);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> directory.find(ACME, OBRA) != null && directory.find(ACME, DEAL) != null);
  }

  @AfterAll
  static void stop() {
    broker.close();
    service.close();
  }

  @Test
  void linksTheConversationWhenTheSendIsToldFirst() throws Exception {
    send("s1", "t1", State.SENT, OBRA);
    awaitChosen("t1", OBRA);

    sent("m1", "t1");

    awaitLinks("m1", chosen(OBRA, "Obra Norte"));
    assertThat(decided("m1").sequence()).isEqualTo(1);
  }

  @Test
  void linksTheConversationWhenTheMessageIsToldFirst() throws Exception {
    sent("m2", "t2");
    awaitLinks("m2");

    send("s2", "t2", State.SENT, OBRA, DEAL);

    awaitLinks("m2", chosen(OBRA, "Obra Norte"), chosen(DEAL, "Nave industrial"));
  }

  @RepeatedTest(5)
  void linksTheConversationWhenBothAreToldAtOnce() throws Exception {
    sent("m3", "t3");
    send("s3", "t3", State.SENT, OBRA);

    awaitLinks("m3", chosen(OBRA, "Obra Norte"));
  }

  @Test
  void addsWhatAnAnswerIsAboutToAllOfItsConversation() throws Exception {
    send("s4", "t4", State.SENT, OBRA);
    sent("m4", "t4");
    awaitLinks("m4", chosen(OBRA, "Obra Norte"));

    sent("m5", "t4");
    send("s5", "t4", State.SENT, DEAL);

    var both = new Link[] {chosen(OBRA, "Obra Norte"), chosen(DEAL, "Nave industrial")};
    awaitLinks("m4", both);
    awaitLinks("m5", both);
  }

  @Test
  void keepsWhatAPersonUnlinkedUnlinkedHoweverOftenTheSendIsTold() throws Exception {
    send("s6", "t6", State.SENT, OBRA);
    sent("m6", "t6");
    awaitLinks("m6", chosen(OBRA, "Obra Norte"));
    var thread = ThreadId.of(mailbox, "t6");
    service.getBean(ManualLinks.class).unlink(ACME, thread, OBRA);
    service.getBean(Linking.class).redecide(ACME, thread);
    awaitLinks("m6");

    send("s6", "t6", State.SENT, OBRA);
    send("s7", "t7", State.SENT, OBRA); // its conversation tells that the one before was read
    awaitChosen("t7", OBRA);

    assertThat(decided("m6").records()).isEmpty();
    send("s8", "t6", State.SENT, OBRA); // another message, chosen anew
    awaitLinks("m6", chosen(OBRA, "Obra Norte"));
  }

  @Test
  void linksNothingUntilTheMessageLeft() throws Exception {
    send("s9", "t9", State.HELD, OBRA);
    send("s9", "t9", State.FAILED, OBRA);
    send("s10", "t10", State.SENT, OBRA);
    awaitChosen("t10", OBRA);

    assertThat(service.getBean(ManualLinks.class).find(ACME, ThreadId.of(mailbox, "t9")).chosen())
        .isEmpty();
  }

  @Test
  void decidesOnceWhenADraftIsSentUnderTheNameItHad() throws Exception {
    var draft = fact("m11", "t11", true);
    tell(Topics.CHANGES, mailbox.value(), draft);
    send("s11", "t11", State.SENT, OBRA);
    awaitChosen("t11", OBRA);

    sent("m11", "t11");
    awaitLinks("m11", chosen(OBRA, "Obra Norte"));
    tell(Topics.CHANGES, mailbox.value(), draft); // told again, late
    sent("m12", "t12");
    awaitLinks("m12");

    assertThat(decided("m11").sequence()).isEqualTo(1);
    assertThat(decided("m11").records()).containsExactly(chosen(OBRA, "Obra Norte"));
  }

  @Test
  void saysWhyByACodeToo() throws Exception {
    sent("m15", "t15");
    awaitLinks("m15");

    assertThat(decided("m15").reason()).contains("somebody@nowhere.example");
    assertThat(decided("m15").why())
        .isEqualTo(
            new LinkReason(
                "nobody-known", Map.of("addresses", "me@mine.example, somebody@nowhere.example")));
  }

  private void awaitChosen(String threadRef, RecordRef ref) {
    var manual = service.getBean(ManualLinks.class);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> manual.find(ACME, ThreadId.of(mailbox, threadRef)).chosen().contains(ref));
  }

  private void awaitLinks(String key, Link... links) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(decided(key).records()).containsExactly(links));
  }

  /// As it is told on `mail.links`.
  private LinkDecision decided(String key) {
    var decided = service.getBean(Decisions.class).find(ACME, MessageId.of(mailbox, key));
    assertThat(decided).isNotNull();
    return decided.toDecision();
  }

  private static Link chosen(RecordRef ref, String label) {
    var why = new LinkReason("chosen", Map.of());
    return new Link(ref.type(), ref.id(), label, "Chosen when the message was written.", true, why);
  }

  private void send(String id, String threadRef, State state, RecordRef... records)
      throws Exception {
    var send =
        new OutgoingMail(
            ACME,
            mailbox,
            new UserId("ana"),
            new SendId(id),
            new DraftId("d-" + id),
            "key-" + id,
            3,
            state,
            null,
            null,
            threadRef,
            "Presupuesto",
            List.of(),
            List.of(records),
            null,
            null,
            Instant.EPOCH);
    tell(Topics.OUTGOING, mailbox.value(), send);
  }

  private void sent(String key, String threadRef) throws Exception {
    tell(Topics.CHANGES, mailbox.value(), fact(key, threadRef, false));
  }

  private MailFact fact(String key, String threadRef, boolean draft) {
    var content =
        new MessageContent(
            "Presupuesto",
            Address.of("me@mine.example"),
            List.of(),
            List.of(Address.of("somebody@nowhere.example")),
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
        Revision.of(10, ++sequence),
        Origin.LIVE,
        MessageId.of(mailbox, key),
        key,
        ThreadId.of(mailbox, threadRef),
        threadRef,
        content,
        new MessageState(Set.of(), Set.of(), false, false, draft, null));
  }

  private static void record(RecordRef ref, String label) throws Exception {
    var record =
        new DirectoryRecord(
            ACME,
            ref.type(),
            ref.id(),
            label,
            null,
            List.of(),
            List.of(),
            List.of(),
            false,
            Map.of(),
            Instant.EPOCH);
    tell(Topics.DIRECTORY, record.key(), record);
  }

  private static void tell(String topic, String key, Object value) throws Exception {
    broker.send(new ProducerRecord<>(topic, key, Json.bytes(value))).get();
  }
}
