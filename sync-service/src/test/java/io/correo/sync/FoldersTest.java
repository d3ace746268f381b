package io.correo.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import io.correo.events.MailFact.FolderRemoved;
import io.correo.events.MailFact.FolderUpserted;
import io.correo.events.MailFact.MessageRemoved;
import io.correo.events.MailFact.MessageStateChanged;
import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.MailboxId;
import io.correo.events.Origin;
import io.correo.events.Topics;
import io.correo.provider.ProviderException.Refused;
import io.correo.provider.ProviderException.Unavailable;
import io.correo.sync.world.FolderMailbox;
import io.correo.sync.world.World;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// A mailbox whose provider names what changed, has a cursor per folder and lists whole messages.
class FoldersTest {
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
    var hold = new CountDownLatch(1);
    box.before(call -> waitFor(hold, call.startsWith("import")));
    var mailbox = box.connect();
    await().atMost(LONG).until(() -> box.calls().stream().anyMatch(it -> it.startsWith("import")));

    var fresh = box.receive("inbox", "New");
    box.push(old, fresh);

    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              assertThat(origins(mailbox, "Old")).containsExactly(Origin.IMPORT);
              assertThat(origins(mailbox, "New")).containsExactly(Origin.LIVE);
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
    var hold = new CountDownLatch(1);
    box.before(call -> waitFor(hold, call.startsWith("import")));
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
  void takesWhatHasTheSameNameForTheSameMessageWhateverItsKey() {
    var mailbox = box.imported();
    var offer = box.receive("inbox", "Offer");
    box.wake(mailbox);
    await().atMost(LONG).untilAsserted(() -> assertThat(told(mailbox)).hasSize(1));

    box.loseKey(offer);
    box.star(offer);
    box.wake(mailbox);

    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(states(mailbox))
                    .last()
                    .matches(it -> it.message().equals(told(mailbox).getFirst().message()))
                    .matches(it -> it.state().starred()));
    assertThat(told(mailbox)).hasSize(1);
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

  @Test
  void tellsWhatNoticesNameBeforeItReadsAnyFolder() {
    var mailbox = box.imported();
    var hold = new CountDownLatch(1);
    box.before(call -> waitFor(hold, call.startsWith("changes")));

    var message = box.receive("inbox", "Named");
    box.push(message);

    await().atMost(LONG).untilAsserted(() -> assertThat(origins(mailbox, "Named")).hasSize(1));
    hold.countDown();
    var other = box.receive("inbox", "Not named");
    box.wake(mailbox);
    await().atMost(LONG).untilAsserted(() -> assertThat(origins(mailbox, "Not named")).hasSize(1));
    box.delete(other);
    box.push(other, message);
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(world.topics().facts(mailbox, MessageRemoved.class)).hasSize(1));
    assertThat(origins(mailbox, "Named")).containsExactly(Origin.LIVE);
    await().atMost(LONG).untilAsserted(() -> assertThat(stored("hints", mailbox)).isZero());
  }

  @Test
  void readsWhatAnotherServiceDidBeforeAnyNoticeComes() {
    var message = box.old("inbox", "Starred here");
    var mailbox = box.imported();
    var hold = new CountDownLatch(1);
    box.before(call -> waitFor(hold, call.startsWith("changes")));

    box.star(message);
    box.wakeFor(mailbox, message);

    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(states(mailbox)).singleElement().matches(it -> it.state().starred()));
    hold.countDown();
  }

  @Test
  void tellsAMoveAsAChangeOfState() {
    var message = box.receive("inbox", "Moved");
    var mailbox = box.imported();

    box.move(message, "trash");
    box.wake(mailbox);

    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(states(mailbox))
                    .singleElement()
                    .satisfies(
                        it ->
                            assertThat(it.state().restoreTo())
                                .isEqualTo(told(mailbox).getFirst().state().folders())));
    assertThat(world.topics().facts(mailbox, MessageRemoved.class)).isEmpty();
    assertThat(told(mailbox)).hasSize(1);
  }

  @Test
  void tellsADraftThatLeftWholeThoughItSaysWhatItSaid() {
    box.create("drafts");
    box.create("sent");
    var mailbox = box.imported();
    var message = box.receive("drafts", "Offer");
    box.wake(mailbox);
    await().atMost(LONG).untilAsserted(() -> assertThat(told(mailbox)).hasSize(1));

    box.move(message, "sent");
    box.wake(mailbox);

    await().atMost(LONG).untilAsserted(() -> assertThat(told(mailbox)).hasSize(2));
    var draft = told(mailbox).getFirst();
    var sent = told(mailbox).getLast();
    assertThat(draft.state().draft()).isTrue();
    assertThat(sent.message()).isEqualTo(draft.message());
    assertThat(sent.state().draft()).isFalse();
    assertThat(sent.content()).isEqualTo(draft.content());
    assertThat(sent.origin()).isEqualTo(Origin.LIVE);
    assertThat(states(mailbox)).isEmpty();
  }

  @Test
  void followsAFolderThatAppears() {
    var mailbox = box.imported();

    box.create("projects");
    box.old("projects", "Was there");
    box.push(box.receive("projects", "Came"));

    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              assertThat(origins(mailbox, "Came")).containsExactly(Origin.LIVE);
              assertThat(origins(mailbox, "Was there")).containsExactly(Origin.IMPORT);
              assertThat(world.topics().facts(mailbox, FolderUpserted.class))
                  .anyMatch(it -> it.folder().name().equals("projects"));
            });
    assertThat(box.calls()).contains("beginning projects");
  }

  @Test
  void followsAFolderThatOnlyAComparisonMet() {
    var mailbox = box.imported();
    box.create("projects");
    box.old("projects", "Was there");

    world.ana().post("/api/v1/mailboxes/" + mailbox + "/census", "{}");
    await().atMost(LONG).untilAsserted(() -> assertThat(origins(mailbox, "Was there")).hasSize(1));
    box.receive("projects", "Came");
    box.wake(mailbox);

    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(origins(mailbox, "Came")).containsExactly(Origin.LIVE));
    assertThat(box.calls()).contains("beginning projects");
  }

  @Test
  void tellsWhereItIsWhatTheProviderDoesNotGive() {
    var mailbox = box.imported();
    box.before(
        call -> {
          if (call.startsWith("fetch")) throw new Refused(403, "denied", "Not this one.");
        });
    // Known by its move only; the folder it is in comes later, and has it whole.
    box.move(box.receive("inbox", "Held back"), "trash");

    box.wake(mailbox);

    await().atMost(LONG).untilAsserted(() -> assertThat(told(mailbox)).hasSize(2));
    var held = told(mailbox).getFirst();
    assertThat(held.content().problems()).singleElement().asString().contains("Not this one.");
    assertThat(held.state()).isEqualTo(told(mailbox, "Held back").state());
  }

  @Test
  void letsGoOfAFolderThatIsGoneAndOfWhatWasInIt() {
    box.create("projects");
    box.old("projects", "Gone with it");
    box.old("inbox", "Stays");
    var mailbox = box.imported();
    assertThat(stored("cursors", mailbox)).isEqualTo(3);

    box.remove("projects");
    box.wake(mailbox);

    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              assertThat(world.topics().facts(mailbox, FolderRemoved.class)).hasSize(1);
              assertThat(world.topics().facts(mailbox, MessageRemoved.class)).hasSize(1);
              assertThat(stored("cursors", mailbox)).isEqualTo(2);
            });
    assertThat(told(mailbox)).hasSize(2);
  }

  @Test
  void tellsOnlyWhatDiffersWhenOneFolderIsForgotten() {
    var gone = box.old("inbox", "Gone");
    var starred = box.old("inbox", "Starred");
    box.old("inbox", "Untouched");
    var mailbox = box.imported();
    box.receive("inbox", "Missed");
    box.delete(gone);
    box.star(starred);
    box.forget("inbox");
    box.receive("trash", "Elsewhere");

    box.wake(mailbox);

    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              assertThat(origins(mailbox, "Missed")).containsExactly(Origin.IMPORT);
              assertThat(origins(mailbox, "Elsewhere")).containsExactly(Origin.LIVE);
              assertThat(world.topics().facts(mailbox, MessageRemoved.class)).hasSize(1);
              assertThat(states(mailbox)).singleElement().matches(it -> it.state().starred());
            });
    box.star(told(mailbox, "Untouched").ref());
    box.wake(mailbox);
    await().atMost(LONG).untilAsserted(() -> assertThat(states(mailbox)).hasSize(2));
    assertThat(told(mailbox)).hasSize(5);
  }

  private static void waitFor(CountDownLatch latch, boolean here) {
    try {
      if (here) latch.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new Unavailable("stopped", stopping);
    }
  }

  private List<MessageUpserted> told(MailboxId mailbox) {
    return world.topics().facts(mailbox, MessageUpserted.class);
  }

  private MessageUpserted told(MailboxId mailbox, String subject) {
    return world.topics().messages(mailbox, subject).getFirst();
  }

  private List<Origin> origins(MailboxId mailbox, String subject) {
    return world.topics().messages(mailbox, subject).stream().map(MessageUpserted::origin).toList();
  }

  private List<MessageStateChanged> states(MailboxId mailbox) {
    return world.topics().facts(mailbox, MessageStateChanged.class);
  }

  private long stored(String collection, MailboxId mailbox) {
    return world
        .store()
        .getCollection(collection)
        .countDocuments(Filters.eq("mailbox", mailbox.value()));
  }
}
