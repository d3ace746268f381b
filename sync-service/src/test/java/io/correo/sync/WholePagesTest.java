package io.correo.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.events.MailFact.MessageStateChanged;
import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.MailboxId;
import io.correo.events.Origin;
import io.correo.events.Topics;
import io.correo.provider.ProviderException.Unavailable;
import io.correo.sync.world.FolderMailbox;
import io.correo.sync.world.World;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// An import whose provider lists whole messages, and the news beside it.
class WholePagesTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private final World world = World.started();
  private final FolderMailbox box = world.folders();

  @Test
  void importsByWholePagesAndGoesOnWhereTheyEnded() {
    for (var i = 0; i < 7; i++) box.old("inbox", "Old " + i);
    var trashed = box.old("trash", "Trashed");
    var mailbox = box.imported();

    assertThat(told(mailbox)).hasSize(8).allMatch(it -> it.origin() == Origin.IMPORT);
    assertThat(world.topics().of(mailbox))
        .filteredOn(it -> it.fact() instanceof MessageUpserted)
        .allMatch(it -> it.topic().equals(Topics.BACKFILL));
    assertThat(box.calls()).noneMatch(it -> it.startsWith("fetch"));
    assertThat(box.health(mailbox).path("import").path("done").asInt()).isEqualTo(8);

    // The cursors of the connection would not tell of old messages, those of the import do.
    box.star(trashed);
    box.wake(mailbox);

    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(states(mailbox)).singleElement().matches(it -> it.state().starred()));
  }

  @Test
  void hearsOfOldAndNewMessagesWhileTheImportStandsStill() {
    var old = box.old("inbox", "Old");
    var hold = box.hold("import");
    var mailbox = box.connect();
    await().atMost(LONG).until(() -> box.calls().stream().anyMatch(it -> it.startsWith("import")));

    var fresh = box.receive("inbox", "New");
    box.push(old, fresh);

    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              assertThat(world.topics().origins(mailbox, "Old")).containsExactly(Origin.IMPORT);
              assertThat(world.topics().origins(mailbox, "New")).containsExactly(Origin.LIVE);
            });
    hold.countDown();
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(box.health(mailbox).path("import").path("state").asString())
                    .isEqualTo("done"));
    assertThat(told(mailbox)).hasSize(2);
  }

  @Test
  void tellsWhatChangedBetweenItsNoticeAndItsPage() {
    var old = box.old("inbox", "Old");
    var hold = box.hold("import");
    var mailbox = box.connect();
    await().atMost(LONG).until(() -> box.calls().stream().anyMatch(it -> it.startsWith("import")));
    box.push(old);
    await().atMost(LONG).untilAsserted(() -> assertThat(told(mailbox)).hasSize(1));

    box.star(old);
    hold.countDown();

    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(states(mailbox)).singleElement().matches(it -> it.state().starred()));
    assertThat(told(mailbox))
        .singleElement()
        .matches(it -> states(mailbox).getFirst().revision().isAfter(it.revision()));
  }

  @Test
  void goesOnWithTheSamePageAfterAFailure() {
    for (var i = 0; i < 7; i++) box.old("inbox", "Old " + i);
    var failed = new AtomicBoolean();
    box.before(
        call -> {
          if (call.startsWith("import inbox,3") && failed.compareAndSet(false, true)) {
            throw new Unavailable("gone for a moment", null);
          }
        });

    var mailbox = box.imported();

    assertThat(told(mailbox)).hasSize(7);
    assertThat(box.calls().stream().filter(it -> it.equals("import ,0,"))).hasSize(1);
    assertThat(box.calls().stream().filter(it -> it.startsWith("import inbox,3"))).hasSize(2);
  }

  @Test
  void beginsAnImportAnewWhenItsPageIsNoLongerKnownAndTellsNothingTwice() {
    for (var i = 0; i < 7; i++) box.old("inbox", "Old " + i);
    box.killPages();

    var mailbox = box.imported();

    assertThat(told(mailbox)).hasSize(7);
    assertThat(box.calls().stream().filter(it -> it.equals("import ,0,"))).hasSize(2);
    assertThat(box.health(mailbox).path("import").path("done").asInt()).isEqualTo(7);
  }

  private List<MessageUpserted> told(MailboxId mailbox) {
    return world.topics().facts(mailbox, MessageUpserted.class);
  }

  private List<MessageStateChanged> states(MailboxId mailbox) {
    return world.topics().facts(mailbox, MessageStateChanged.class);
  }
}
