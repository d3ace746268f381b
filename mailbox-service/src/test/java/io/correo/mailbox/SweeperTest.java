package io.correo.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.correo.events.Topics;
import io.correo.mailbox.message.Messages;
import io.correo.mailbox.thread.Rows;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/// What a crash between two writes leaves, and who finishes it.
class SweeperTest {
  private final World world = World.get();

  @Test
  void computesRowsThatSomebodyRaisedAndLeft() {
    var ana = world.mailbox("ana-sweep", "ana@acme.example");
    var message = ana.letter("Offer").delivered();
    await().until(() -> world.get("ana-sweep", "/threads").get("items").size() == 1);
    var stored = world.bean(Messages.class).find(List.of(message.message())).values();
    // As if the instance had died after the write.
    world.bean(Rows.class).raise(ana.tenant, ana.id, List.of(message.thread()));
    var starred =
        message.state().folders().isEmpty()
            ? message.state()
            : new io.correo.events.MessageState(
                message.state().folders(), message.state().roles(), false, true, false, null);
    var fact =
        new io.correo.events.MailFact.MessageStateChanged(
            ana.tenant, ana.id, ana.next(), message.message(), starred);
    world
        .bean(Messages.class)
        .write(
            stored.stream()
                .map(s -> new Messages.Stored(s.message().apply(fact), s.version(), s.events()))
                .toList());

    await()
        .untilAsserted(
            () ->
                assertThat(world.get("ana-sweep", "/threads?role=starred").get("items"))
                    .hasSize(1));
  }

  @Test
  void publishesEventsThatWereStoredAndNotSent() {
    var ana = world.mailbox("ana-outbox", "ana@acme.example");
    var message = ana.letter("Offer").delivered();
    ana.link(message, 1, "a1");
    await().until(() -> linked(ana) == 1);
    var copy = world.read(Topics.EMAIL_EVENTS).stream().filter(r -> isLinked(r, ana)).findFirst();
    var event =
        new Document("id", "left")
            .append("type", "MESSAGE_LINKED")
            .append("subject", message.message().value())
            .append("time", "2026-11-01T10:00:00Z")
            .append("tenant", ana.tenant.value())
            .append("mailbox", ana.id.value())
            .append("revision", 1L)
            .append("origin", "live")
            .append("data", new String(copy.orElseThrow().value()));
    world
        .bean(MongoDatabase.class)
        .getCollection("messages")
        .updateOne(
            new Document("_id", message.message().value()),
            new Document(
                "$set",
                new Document("events", List.of(event)).append("outbox", new java.util.Date(0))));

    await().until(() -> linked(ana) >= 2);
    await()
        .until(
            () ->
                world
                    .bean(Messages.class)
                    .find(List.of(message.message()))
                    .values()
                    .iterator()
                    .next()
                    .events()
                    .isEmpty());
  }

  private long linked(MailSim ana) {
    return world.read(Topics.EMAIL_EVENTS).stream().filter(r -> isLinked(r, ana)).count();
  }

  private static boolean isLinked(
      org.apache.kafka.clients.consumer.ConsumerRecord<String, byte[]> record, MailSim ana) {
    return record.key().equals(ana.id.value())
        && new String(record.headers().lastHeader("ce_type").value()).contains("message.linked");
  }
}
