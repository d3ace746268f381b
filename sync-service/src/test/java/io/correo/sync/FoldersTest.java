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
import io.correo.provider.ProviderException.Refused;
import io.correo.sync.world.FolderMailbox;
import io.correo.sync.world.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A mailbox whose provider names what changed and has a cursor per folder.
class FoldersTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private final World world = World.started();
  private final FolderMailbox box = world.folders();

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
  void tellsWhatNoticesNameBeforeItReadsAnyFolder() {
    var mailbox = box.imported();
    var hold = box.hold("changes");

    var message = box.receive("inbox", "Named");
    box.push(message);

    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(world.topics().origins(mailbox, "Named")).hasSize(1));
    hold.countDown();
    var other = box.receive("inbox", "Not named");
    box.wake(mailbox);
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(world.topics().origins(mailbox, "Not named")).hasSize(1));
    box.delete(other);
    box.push(other, message);
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(world.topics().facts(mailbox, MessageRemoved.class)).hasSize(1));
    assertThat(world.topics().origins(mailbox, "Named")).containsExactly(Origin.LIVE);
    await().atMost(LONG).untilAsserted(() -> assertThat(stored("hints", mailbox)).isZero());
  }

  @Test
  void readsWhatAnotherServiceDidBeforeAnyNoticeComes() {
    var message = box.old("inbox", "Starred here");
    var mailbox = box.imported();
    var hold = box.hold("changes");

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
              assertThat(world.topics().origins(mailbox, "Came")).containsExactly(Origin.LIVE);
              assertThat(world.topics().origins(mailbox, "Was there"))
                  .containsExactly(Origin.IMPORT);
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
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(world.topics().origins(mailbox, "Was there")).hasSize(1));
    box.receive("projects", "Came");
    box.wake(mailbox);

    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(world.topics().origins(mailbox, "Came")).containsExactly(Origin.LIVE));
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
              assertThat(world.topics().origins(mailbox, "Missed")).containsExactly(Origin.IMPORT);
              assertThat(world.topics().origins(mailbox, "Elsewhere")).containsExactly(Origin.LIVE);
              assertThat(world.topics().facts(mailbox, MessageRemoved.class)).hasSize(1);
              assertThat(states(mailbox)).singleElement().matches(it -> it.state().starred());
            });
    box.star(told(mailbox, "Untouched").ref());
    box.wake(mailbox);
    await().atMost(LONG).untilAsserted(() -> assertThat(states(mailbox)).hasSize(2));
    assertThat(told(mailbox)).hasSize(5);
  }

  private List<MessageUpserted> told(MailboxId mailbox) {
    return world.topics().facts(mailbox, MessageUpserted.class);
  }

  private MessageUpserted told(MailboxId mailbox, String subject) {
    return world.topics().messages(mailbox, subject).getFirst();
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
