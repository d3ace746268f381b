package io.correo.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.correo.events.FolderRole;
import io.correo.events.LinkDecision;
import io.correo.events.MailFact;
import io.correo.events.MailFact.MessageRemoved;
import io.correo.events.MailFact.MessageStateChanged;
import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.MessageState;
import io.correo.events.Origin;
import io.correo.mailbox.message.Messages;
import io.correo.mailbox.projection.FactProjection;
import io.correo.mailbox.projection.LinkProjection;
import io.correo.mailbox.thread.Rows;
import io.correo.service.messaging.RecordBatches.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class ProjectionTest {
  private final World world = World.get();

  @Test
  void endsInTheSameStateInWhateverOrderAndHoweverOftenFactsCome() {
    var ana = world.mailbox("ana-order", "ana@acme.example");
    var random = new Random(42);
    var history = history(ana, random);
    var expected = replay(ana, history.facts(), history.links(), random, 200);
    assertThat(expected).isNotEmpty();

    for (var round = 0; round < 8; round++) {
      var facts = new ArrayList<>(history.facts());
      var links = new ArrayList<>(history.links());
      for (var i = 0; i < 40; i++) facts.add(facts.get(random.nextInt(facts.size())));
      Collections.shuffle(facts, random);
      Collections.shuffle(links, random);

      assertThat(replay(ana, facts, links, random, 1 + random.nextInt(60)))
          .as("round %d", round)
          .isEqualTo(expected);
    }
  }

  @Test
  void showsAnImportOfManyMessages() {
    var ana = world.mailbox("ana-import", "ana@acme.example");
    var count = 1_500;
    for (var i = 0; i < count; i++) {
      world.backfill(
          ana.letter("Mail " + i).thread("t" + i / 3).origin(Origin.IMPORT).read().fact());
    }

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> world.bean(Messages.class).count(ana.id, "inbox") == count);
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () ->
                assertThat(world.get("ana-import", "/threads?limit=200").get("items"))
                    .hasSize(200));
  }

  @Test
  void forgetsAnErasedMailboxForEver() {
    var ana = world.mailbox("ana-erased", "ana@acme.example");
    var message = ana.letter("Secret").delivered();
    await().until(() -> world.get("ana-erased", "/threads").get("items").size() == 1);

    world.tell(new MailFact.MailboxErased(ana.tenant, ana.id, ana.next()));
    await().until(() -> world.bean(Messages.class).find(List.of(message.message())).isEmpty());
    world.tell(message);
    world.backfill(ana.letter("Late").fact());
    world.tell(ana.account);
    var other = world.mailbox("ana-erased", "other@acme.example");
    other.letter("Seen").delivered();

    await().until(() -> world.get("ana-erased", "/threads").get("items").size() == 1);
    assertThat(world.bean(Messages.class).find(List.of(message.message()))).isEmpty();
    assertThat(world.get("ana-erased", "/session").get("mailboxes")).hasSize(1);
  }

  @Test
  void listsNothingOfAMessageKnownByNameOnly() {
    var ana = world.mailbox("ana-stub", "ana@acme.example");
    var message = ana.letter("Later").fact();
    ana.state(message, ana.in(FolderRole.INBOX));
    ana.letter("Now").delivered();
    await().until(() -> world.get("ana-stub", "/threads").get("items").size() == 1);

    assertThat(world.call(world.token("ana-stub"), "GET", "/messages/" + message.message(), null))
        .returns(404, r -> r.statusCode());
  }

  @Test
  void showsWhatRemainsOfAMessageItCannotTakeWholeUntilItCan() {
    var ana = world.mailbox("ana-remains", "ana@acme.example");
    // The store takes no name with a NUL in it.
    var poison = ana.letter("Offer").mark("x-correo-\0", "1").delivered();
    var path = "/messages/" + poison.message();
    await().until(() -> world.get("ana-remains", "/threads").get("items").size() == 1);

    var shown = world.get("ana-remains", path);
    assertThat(shown.get("subject").asString()).isEqualTo("Offer");
    assertThat(shown.get("problems")).hasSize(1);
    await()
        .untilAsserted(
            () ->
                assertThat(world.read("mail.changes.dlq"))
                    .extracting(ConsumerRecord::key)
                    .contains(ana.id.value()));

    // As a reader that is mended takes the same record when it is replayed.
    var whole = ana.letter("Offer").fact().content();
    world.tell(
        new MessageUpserted(
            poison.tenant(),
            poison.mailbox(),
            poison.revision(),
            poison.origin(),
            poison.message(),
            poison.ref(),
            poison.thread(),
            poison.threadRef(),
            whole,
            poison.state()));

    await().until(() -> world.get("ana-remains", path).get("problems").isEmpty());
  }

  private record History(List<MailFact> facts, List<LinkDecision> links) {}

  private static History history(MailSim mailbox, Random random) {
    var facts = new ArrayList<MailFact>();
    var links = new ArrayList<LinkDecision>();
    var known = new ArrayList<MessageUpserted>();
    for (var i = 0; i < 150; i++) {
      var message = known.isEmpty() ? null : known.get(random.nextInt(known.size()));
      switch (message == null ? 0 : random.nextInt(6)) {
        case 0, 1 -> {
          var key = "k" + random.nextInt(40);
          var fact =
              mailbox.letter("Subject " + i).key(key).thread("t" + key.hashCode() % 12).fact();
          known.add(fact);
          facts.add(fact);
        }
        case 2, 3 ->
            facts.add(
                new MessageStateChanged(
                    mailbox.tenant,
                    mailbox.id,
                    mailbox.next(),
                    message.message(),
                    state(mailbox, random)));
        case 4 ->
            facts.add(
                new MessageRemoved(mailbox.tenant, mailbox.id, mailbox.next(), message.message()));
        default ->
            links.add(mailbox.decision(message, i + 1, random.nextBoolean() ? "a" + i % 3 : "b"));
      }
    }
    return new History(facts, links);
  }

  private static MessageState state(MailSim mailbox, Random random) {
    var roles = List.of(FolderRole.INBOX, FolderRole.TRASH, FolderRole.SENT, FolderRole.SPAM);
    var role = roles.get(random.nextInt(roles.size()));
    return new MessageState(
        Set.of(mailbox.folder(role)),
        EnumSet.of(role),
        random.nextBoolean(),
        random.nextBoolean(),
        false,
        null);
  }

  /// Applies facts in two readers at once and links in a third, from an empty store.
  private TreeMap<String, Object> replay(
      MailSim mailbox, List<MailFact> facts, List<LinkDecision> links, Random random, int batch) {
    world.bean(Messages.class).erase(mailbox.id);
    world.bean(Rows.class).erase(mailbox.id);
    var live = new ArrayList<MailFact>();
    var backfill = new ArrayList<MailFact>();
    for (var fact : facts) (random.nextInt(3) == 0 ? backfill : live).add(fact);
    CompletableFuture.allOf(
            CompletableFuture.runAsync(() -> apply(live, batch)),
            CompletableFuture.runAsync(() -> apply(backfill, batch)),
            CompletableFuture.runAsync(
                () ->
                    chunks(links, batch)
                        .forEach(chunk -> world.bean(LinkProjection.class).apply(chunk))))
        .join();
    return state(mailbox);
  }

  private void apply(List<MailFact> facts, int batch) {
    chunks(facts, batch).forEach(chunk -> world.bean(FactProjection.class).apply(chunk));
  }

  private static <T> List<List<Entry<T>>> chunks(List<T> all, int size) {
    return IntStream.range(0, (all.size() + size - 1) / size)
        .mapToObj(i -> all.subList(i * size, Math.min(all.size(), (i + 1) * size)))
        .map(part -> part.stream().map(v -> new Entry<>("t", "k", v)).toList())
        .toList();
  }

  private TreeMap<String, Object> state(MailSim mailbox) {
    var state = new TreeMap<String, Object>();
    var database = world.bean(MongoDatabase.class);
    for (var document :
        database.getCollection("messages").find(new Document("mailbox", mailbox.id.value()))) {
      var message = document.get("m", Document.class);
      // What was told depends on when; what is shown does not.
      message.remove("told");
      message.remove("origin");
      if (message.get("content") == null) {
        for (var name : List.of("ref", "threadRef", "thread")) message.remove(name);
      }
      state.put(document.getString("_id"), message.toString());
    }
    for (var document :
        database.getCollection("threads").find(new Document("mailbox", mailbox.id.value()))) {
      var row = document.get("row", Document.class);
      if (row != null) state.put(document.getString("_id"), row.toString());
      assertThat(document.get("stale")).as("nothing is left to compute").isNull();
    }
    return state;
  }
}
