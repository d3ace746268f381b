package io.correo.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.correo.events.Automatic;
import io.correo.events.FolderRole;
import io.correo.events.Json;
import io.correo.events.Origin;
import io.correo.events.OutgoingMail;
import io.correo.events.SendId;
import io.correo.events.Topics;
import io.correo.events.UserId;
import io.correo.events.Visibility;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What other modules hear.
class PublicationTest {
  private final World world = World.get();
  private final String id = java.util.UUID.randomUUID().toString().substring(0, 6);

  record Heard(String topic, String type, String id, ConsumerRecord<String, byte[]> record) {
    JsonNode data() {
      return Json.mapper().readTree(record.value());
    }

    String header(String name) {
      return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void tellsOfLinkedMailInOrderWithTheWholeEnvelope() {
    var ana = world.mailbox("ana-pub" + id, "ana@acme.example");
    var message = ana.letter("Offer").text("Words of the offer").delivered();
    ana.link(message, 1, "a1");

    await().until(() -> types(ana).contains("email.message.linked.v1"));
    ana.state(message, ana.in(FolderRole.TRASH));
    ana.remove(message);

    await().until(() -> types(ana).contains("email.message.removed.v1"));
    assertThat(types(ana))
        .containsExactly(
            "email.mailbox.connected.v1",
            "email.message.received.v1",
            "email.message.linked.v1",
            "email.message.changed.v1",
            "email.message.removed.v1");
    var received = heard(ana).get(1);
    assertThat(received.topic()).isEqualTo(Topics.EMAIL_EVENTS);
    assertThat(received.header("ce_specversion")).isEqualTo("1.0");
    assertThat(received.header("ce_source")).isNotBlank();
    assertThat(received.header("ce_subject")).isEqualTo(message.message().value());
    assertThat(received.header("ce_tenantid")).isEqualTo(ana.tenant.value());
    assertThat(received.header("ce_mailboxid")).isEqualTo(ana.id.value());
    assertThat(received.header("ce_origin")).isEqualTo("live");
    assertThat(received.header("ce_revision")).isEqualTo(message.revision().toString());
    assertThat(received.header("ce_dataschema")).contains("email.message.received.v1");
    assertThat(received.header("content-type")).startsWith("application/json");
    var data = heard(ana).get(2).data();
    assertThat(data.get("subject").asString()).isEqualTo("Offer");
    assertThat(data.get("records").get(0).get("id").asString()).isEqualTo("a1");
    assertThat(data.get("owner").asString()).isEqualTo("ana-pub" + id);
    assertThat(data.get("direction").asString()).isEqualTo("inbound");
    assertThat(data.toString()).doesNotContain("\"bcc\"", "\"html\"");
    assertThat(heard(ana).get(2).record().value().length).isLessThan(4_000);
  }

  @Test
  void saysOfUnlinkedMailNoMoreThanThatItIsThere() {
    var ana = world.mailbox("ana-unl" + id, "ana@acme.example");
    var message = ana.letter("My diagnosis").from("Dr", "dr@clinic.example").delivered();
    ana.link(message, 1);

    await().until(() -> types(ana).contains("email.message.unlinked.v1"));
    ana.state(message, ana.in(FolderRole.TRASH));
    var other = ana.letter("Offer").delivered();
    ana.link(other, 1, "a1");
    await().until(() -> types(ana).contains("email.message.linked.v1"));

    assertThat(types(ana))
        .containsExactly(
            "email.mailbox.connected.v1",
            "email.message.unlinked.v1",
            "email.message.received.v1",
            "email.message.linked.v1");
    var event = new String(heard(ana).get(1).record().value(), StandardCharsets.UTF_8);
    assertThat(event).contains("\"reason\"").doesNotContain("diagnosis", "clinic", "@");
  }

  @Test
  void tellsOfImportsOnHistoryAndOfRepeatsNothing() {
    var ana = world.mailbox("ana-imp" + id, "ana@acme.example");
    var message = ana.letter("Old").origin(Origin.IMPORT).fact();
    world.backfill(message);
    ana.link(message, 1, "a1");
    await().until(() -> types(ana).contains("email.message.linked.v1"));
    world.backfill(message);
    ana.link(message, 1, "a1");
    ana.link(message, 2);
    await().until(() -> types(ana).contains("email.message.unlinked.v1"));

    var heard = heard(ana);
    assertThat(heard.stream().filter(h -> h.type().endsWith("imported.v1"))).hasSize(1);
    assertThat(heard.stream().filter(h -> h.type().endsWith("received.v1"))).isEmpty();
    assertThat(heard.stream().filter(h -> h.type().contains(".message.")))
        .allMatch(h -> h.topic().equals(Topics.EMAIL_EVENTS_HISTORY));
    assertThat(heard.stream().map(Heard::id)).doesNotHaveDuplicates();
  }

  @Test
  void tellsWhoAnswered() {
    var ana = world.mailbox("ana-ans" + id, "ana@acme.example");
    var first = ana.letter("Offer?").thread("t").at("2026-11-01T10:00:00Z").delivered();
    ana.link(first, 1, "a1");
    await().until(() -> types(ana).contains("email.message.linked.v1"));
    var send = "s_1" + id;
    outgoing(ana, send, OutgoingMail.State.HELD, "quote-42");
    var refs = world.bean(MongoDatabase.class).getCollection("client_refs");
    await().until(() -> refs.countDocuments(new Document("_id", send)) == 1);
    var ours =
        ana.letter("Re: Offer?")
            .thread("t")
            .sent()
            .mark("x-correo-send", send)
            .at("2026-11-01T11:00:00Z")
            .delivered();
    ana.link(ours, 1, "a1");

    await().until(() -> types(ana).contains("email.thread.answered.v1"));
    var sent = heard(ana).stream().filter(h -> h.type().endsWith("sent.v1")).findFirst().get();
    assertThat(sent.data().get("sentFrom").asString()).isEqualTo("correo");
    assertThat(sent.data().get("send").asString()).isEqualTo(send);
    assertThat(sent.data().get("clientRef").asString()).isEqualTo("quote-42");
    var answered = heard(ana).stream().filter(h -> h.type().contains("answered")).findFirst();
    assertThat(answered.get().data().get("by").asString()).isEqualTo("us");
    assertThat(answered.get().data().get("afterSeconds").asLong()).isEqualTo(3600);
  }

  @Test
  void tellsADraftAsSentOnceWhenItLeavesUnderTheNameItHad() {
    var ana = world.mailbox("ana-kept" + id, "ana@acme.example");
    var key = "kept" + id;
    var first = ana.letter("Offer?").thread("k").at("2026-11-01T10:00:00Z").delivered();
    ana.link(first, 1, "a1");
    var draft = ana.letter("Re: Off").key(key).thread("k").draft().delivered();
    await().until(() -> drafts(ana).size() == 1);

    // The decision may be read before the message is told as sent.
    ana.link(draft, 1, "a1");
    var sent =
        ana.letter("Re: Offer?")
            .key(key)
            .thread("k")
            .sent()
            .mark("x-correo-send", "s_kept" + id)
            .at("2026-11-01T12:00:00Z")
            .delivered();
    world.tell(draft); // late
    world.tell(sent); // again
    ana.state(sent, ana.in(FolderRole.SENT));
    var last = ana.letter("Other").delivered();
    ana.link(last, 1, "a1");
    await().until(() -> count(ana, "email.message.received.v1") == 2);

    assertThat(count(ana, "email.message.sent.v1")).isEqualTo(1);
    assertThat(count(ana, "email.thread.answered.v1")).isEqualTo(1);
    assertThat(heard(ana).stream().filter(h -> h.type().equals("email.message.changed.v1")))
        .isEmpty();
    var event = heard(ana).stream().filter(h -> h.type().endsWith("sent.v1")).findFirst().get();
    assertThat(event.data().get("message").asString()).isEqualTo(draft.message().value());
    assertThat(event.data().get("sentFrom").asString()).isEqualTo("correo");
    assertThat(event.data().get("subject").asString()).isEqualTo("Re: Offer?");
    assertThat(event.header("ce_revision")).isEqualTo(sent.revision().toString());
    assertThat(drafts(ana)).isEmpty();
    var shown = world.get(ana.user, "/messages/" + draft.message());
    assertThat(shown.get("revision").asLong()).isEqualTo(sent.revision().value());
    assertThat(shown.get("subject").asString()).isEqualTo("Re: Offer?");
    assertThat(world.get(ana.user, "/threads?role=sent&mailbox=" + ana.id).get("items")).hasSize(1);
  }

  @Test
  void saysOfADraftWrittenAndSentElsewhereThatTheProviderSentIt() {
    var ana = world.mailbox("ana-own" + id, "ana@acme.example");
    var draft = ana.letter("Own").key("own" + id).draft().delivered();
    await().until(() -> drafts(ana).size() == 1);
    ana.letter("Own").key("own" + id).sent().delivered();
    ana.link(draft, 1, "a1");

    await().until(() -> types(ana).contains("email.message.linked.v1"));
    var event = heard(ana).stream().filter(h -> h.type().endsWith("sent.v1")).findFirst().get();
    assertThat(event.data().get("sentFrom").asString()).isEqualTo("provider");
    assertThat(event.data().get("records").get(0).get("code").asString()).isEqualTo("contact");
  }

  @Test
  void tellsMailToOneselfThatIsTwoMessagesAsSentAndReceived() {
    var ana = world.mailbox("ana-self" + id, "ana@acme.example");
    var asked = ana.letter("Offer?").thread("s").at("2026-11-01T10:00:00Z").delivered();
    ana.link(asked, 1, "a1");
    await().until(() -> types(ana).contains("email.message.linked.v1"));
    var back =
        ana.letter("Re: Offer?").toOneself().thread("s").at("2026-11-01T11:00:00Z").delivered();
    ana.link(back, 1, "a1");
    var sent = ana.letter("Re: Offer?").sent().thread("s").at("2026-11-01T11:00:01Z").delivered();
    ana.link(sent, 1, "a1");

    await().until(() -> count(ana, "email.message.linked.v1") == 3);
    assertThat(count(ana, "email.message.sent.v1")).isEqualTo(1);
    assertThat(count(ana, "email.message.received.v1")).isEqualTo(2);
    // The copy that came back answers nothing, and does not hide that the sent one did.
    assertThat(count(ana, "email.thread.answered.v1")).isEqualTo(1);
  }

  private long count(MailSim mailbox, String type) {
    return types(mailbox).stream().filter(type::equals).count();
  }

  private List<JsonNode> drafts(MailSim mailbox) {
    return world
        .get(mailbox.user, "/threads?role=drafts&mailbox=" + mailbox.id)
        .get("items")
        .valueStream()
        .toList();
  }

  private void outgoing(MailSim of, String send, OutgoingMail.State state, String clientRef) {
    world.send(
        Topics.OUTGOING,
        of.id,
        new OutgoingMail(
            of.tenant,
            of.id,
            new UserId(of.user),
            new SendId(send),
            new io.correo.events.DraftId("d_3"),
            "key",
            3,
            state,
            null,
            null,
            null,
            "Secret",
            List.of(io.correo.events.Address.of("marta@obra.example")),
            List.of(),
            clientRef,
            state == OutgoingMail.State.FAILED ? "Recipient refused" : null,
            Instant.parse("2026-11-01T10:00:00Z")));
  }

  @Test
  void tellsOfFailedSendsAndBounces() {
    var ana = world.mailbox("ana-fail" + id, "ana@acme.example");
    var sent = ana.letter("Offer").key("orig" + id).sent().mark("x-correo-send", "s_2").delivered();
    ana.link(sent, 1, "a1");
    await().until(() -> types(ana).contains("email.message.linked.v1"));
    ana.letter("Delivery failed")
        .automatic(Automatic.BOUNCE)
        .inReplyTo("<orig" + id + "@mail.example>")
        .text("marta@obra.example\n550 5.1.1 No such user")
        .delivered();
    outgoing(ana, "s_3", OutgoingMail.State.FAILED, null);

    await().until(() -> types(ana).contains("email.send.failed.v1"));
    await().until(() -> types(ana).contains("email.send.bounced.v1"));
    var bounced = heard(ana).stream().filter(h -> h.type().contains("bounced")).findFirst().get();
    assertThat(bounced.data().get("message").asString()).isEqualTo(sent.message().value());
    assertThat(bounced.data().get("recipients").get(0).toString())
        .contains("marta@obra.example", "5.1.1", "No such user");
    var failed = heard(ana).stream().filter(h -> h.type().contains("failed")).findFirst().get();
    assertThat(failed.data().toString()).contains("Recipient refused").doesNotContain("Secret");
  }

  @Test
  void tellsNothingOfPrivateMailboxes() {
    var ana = world.mailbox("ana-priv" + id, "ana@acme.example");
    ana.account = world.account(ana.id, ana.user, ana.address, true, Visibility.PRIVATE);
    world.tell(ana.account);
    await()
        .until(
            () ->
                world.bean(io.correo.mailbox.visibility.Mailboxes.class).find(ana.id).visibility()
                    == Visibility.PRIVATE);
    var message = ana.letter("Offer").delivered();
    ana.link(message, 1, "a1");
    await()
        .until(
            () -> !world.get(ana.user, "/messages/" + message.message()).get("records").isEmpty());

    assertThat(types(ana)).containsExactly("email.mailbox.connected.v1");
  }

  @Test
  void tellsWhatWaitedForItsMailbox() {
    var ana =
        new MailSim(
            world,
            world.acme,
            io.correo.events.MailboxId.random(),
            "ana-late" + id,
            "ana@acme.example");
    var message = ana.letter("Offer").delivered();
    ana.link(message, 1, "a1");
    await()
        .until(
            () ->
                world
                    .bean(io.correo.mailbox.message.Messages.class)
                    .find(List.of(message.message()))
                    .values()
                    .stream()
                    .anyMatch(s -> s.message().decision() != null && s.message().isPresent()));
    assertThat(types(ana)).isEmpty();

    world.tell(world.account(ana.id, ana.user, ana.address, true, Visibility.EVERYTHING));

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> types(ana).contains("email.message.linked.v1"));
    assertThat(types(ana)).contains("email.message.received.v1");
  }

  @Test
  void neverGrowsBeyondItsBound() {
    var ana = world.mailbox("ana-big" + id, "ana@acme.example");
    var crowd =
        java.util.stream.IntStream.range(0, 5_000)
            .mapToObj(i -> "a.rather.long.name.of.recipient.number." + i + "@company.example")
            .toArray(String[]::new);
    var letter = ana.letter("x".repeat(20_000)).text("y".repeat(50_000)).to(crowd);
    for (var i = 0; i < 200; i++) {
      letter.file("p" + i, "n".repeat(400) + i, "application/pdf", null);
    }
    var message = letter.delivered();
    ana.link(message, 1, "a1");

    await().until(() -> types(ana).contains("email.message.linked.v1"));
    assertThat(heard(ana)).allMatch(h -> h.record().value().length <= 16_000);
  }

  @Test
  void tellsOpenPagesWhatChanged() {
    var ana = world.mailbox("ana-view" + id, "ana@acme.example");
    var message = ana.letter("Offer").delivered();

    await()
        .untilAsserted(
            () ->
                assertThat(
                        world.read(Topics.VIEW).stream()
                            .filter(r -> r.key().equals(ana.id.value()))
                            .map(r -> new String(r.value(), StandardCharsets.UTF_8)))
                    .anyMatch(
                        v -> v.contains("thread-changed") && v.contains(message.thread().value()))
                    .anyMatch(v -> v.contains("counters-changed")));
  }

  private List<String> types(MailSim mailbox) {
    return heard(mailbox).stream().map(Heard::type).toList();
  }

  private List<Heard> heard(MailSim mailbox) {
    var heard = new ArrayList<Heard>();
    for (var topic : List.of(Topics.EMAIL_EVENTS, Topics.EMAIL_EVENTS_HISTORY)) {
      for (var record : world.read(topic)) {
        if (!record.key().equals(mailbox.id.value())) continue;
        heard.add(
            new Heard(
                topic,
                new String(record.headers().lastHeader("ce_type").value()),
                new String(record.headers().lastHeader("ce_id").value()),
                record));
      }
    }
    return heard;
  }
}
