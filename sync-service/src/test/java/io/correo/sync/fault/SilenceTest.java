package io.correo.sync.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.correo.events.MailboxId;
import io.correo.sync.world.Account;
import io.correo.sync.world.Kind;
import io.correo.sync.world.World;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Providers that tell nothing: pushes are lost, watches have ended, nobody was there to hear.
@Execution(ExecutionMode.CONCURRENT)
class SilenceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int LOOKS = 5;
  private final World world = World.started();

  @ParameterizedTest
  @EnumSource(Kind.class)
  void findsByItselfWhatNoPushToldAndSpendsLittleOnIt(Kind kind) {
    var box = kind.create(world);
    var mailbox = box.imported();
    world.awaitIdle(mailbox);
    box.losePushes();
    box.receive("Not told");
    assertThat(scheduled(mailbox, "dueAt"))
        .isBefore(Clock.systemUTC().instant().plus(Duration.ofSeconds(70)));

    world.due(mailbox);
    await().atMost(PATIENCE).until(() -> box.hasTold(mailbox, "Not told"));
    world.awaitIdle(mailbox);
    var before = made(box);
    for (var i = 0; i < LOOKS; i++) {
      var epoch = epoch(mailbox);
      world.due(mailbox);
      await().atMost(PATIENCE).until(() -> epoch(mailbox) > epoch);
      world.awaitIdle(mailbox);
    }

    // A look a minute: a mailbox of Outlook has eight folders, and a budget of 1,000 a minute.
    assertThat(made(box) - before).isLessThanOrEqualTo(LOOKS * 12L);
    assertThat(world.topics().messages(mailbox, "Not told")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void findsTheGapAndWatchesAnewAfterItWasAwayTooLong(Kind kind) {
    var box = kind.create(world);
    box.receive("Known");
    var mailbox = box.imported();
    world.awaitIdle(mailbox);
    box.fault("{\"action\":\"expireWatch\",\"address\":\"%s\"}".formatted(box.address()));
    box.receive("Meanwhile");
    box.expireHistory();
    put("positions", mailbox, "watchDueAt", Clock.systemUTC().instant());
    put("positions", mailbox, "watchUntil", Clock.systemUTC().instant());

    world.due(mailbox);

    await().atMost(PATIENCE).until(() -> box.hasTold(mailbox, "Meanwhile"));
    world.awaitIdle(mailbox);
    box.receive("Pushed");
    await().atMost(PATIENCE).until(() -> box.hasTold(mailbox, "Pushed"));
    assertThat(world.topics().messages(mailbox, "Known")).hasSize(1);
    assertThat(world.topics().messages(mailbox, "Meanwhile")).hasSize(1);
  }

  @Test
  void endsAStormOfLifecycleNoticesWithOneSubscription() {
    var outlook = world.outlook();
    var mailbox = outlook.imported();

    for (var i = 0; i < 10; i++) {
      outlook.lifecycle("reauthorizationRequired");
      outlook.lifecycle("missed");
      outlook.lifecycle("subscriptionRemoved");
    }
    outlook.receive("In the storm");

    await().atMost(PATIENCE).until(() -> outlook.hasTold(mailbox, "In the storm"));
    await().atMost(PATIENCE).until(() -> heeded(mailbox));
    world.awaitIdle(mailbox);
    assertThat(outlook.subscriptions()).isEqualTo(1);
    outlook.receive("After it");
    await().atMost(PATIENCE).until(() -> outlook.hasTold(mailbox, "After it"));
  }

  @Test
  void spreadsTheRenewalsOfWatchesBegunTogether() {
    var mailboxes = Stream.generate(world::gmail).limit(4).map(Account::connect).toList();
    for (var mailbox : mailboxes) {
      await().atMost(PATIENCE).until(() -> position(mailbox).get("watchDueAt") != null);
    }

    var margins =
        mailboxes.stream()
            .map(this::position)
            .map(it -> Duration.between(at(it, "watchDueAt"), at(it, "watchUntil")))
            .toList();

    assertThat(margins).allMatch(it -> it.compareTo(Duration.ofHours(24)) >= 0);
    assertThat(margins).doesNotHaveDuplicates();
  }

  private boolean heeded(MailboxId mailbox) {
    var position = position(mailbox);
    return position.get("watchAsked", 0L).equals(position.get("watchHeeded", 0L));
  }

  private static long made(Account box) {
    return box.calls().values().stream().mapToLong(Long::longValue).sum();
  }

  private long epoch(MailboxId mailbox) {
    return document("schedule", mailbox).getLong("epoch");
  }

  private Instant scheduled(MailboxId mailbox, String field) {
    return at(document("schedule", mailbox), field);
  }

  private Document position(MailboxId mailbox) {
    return document("positions", mailbox);
  }

  private Document document(String collection, MailboxId mailbox) {
    var found =
        world.store().getCollection(collection).find(Filters.eq("_id", mailbox.value())).first();
    return found == null ? new Document() : found;
  }

  private void put(String collection, MailboxId mailbox, String field, Instant value) {
    world
        .store()
        .getCollection(collection)
        .updateOne(Filters.eq("_id", mailbox.value()), Updates.set(field, value));
  }

  private static Instant at(Document stored, String field) {
    return stored.getDate(field).toInstant();
  }
}
