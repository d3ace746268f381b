package io.correo.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.events.FolderId;
import io.correo.events.FolderRole;
import io.correo.events.MailFact.FolderUpserted;
import io.correo.events.MailFact.MessageRemoved;
import io.correo.events.MailFact.MessageStateChanged;
import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.MailboxId;
import io.correo.events.MessageState;
import io.correo.events.Origin;
import io.correo.sync.world.Outlook;
import io.correo.sync.world.World;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;

/// What only a mailbox of folders does: messages move, folders come and go, subscriptions end.
class OutlookTest {
  private final World world = World.started();
  private final Outlook outlook = world.outlook();

  @Test
  void followsAMessageThroughFolders() {
    var message = outlook.receive("Moves");
    var mailbox = outlook.imported();
    var inbox = told(mailbox, "Moves").state().folders();

    outlook.move(message, "Proyectos");

    eventually(
        () ->
            assertThat(last(mailbox).folders())
                .hasSize(1)
                .isNotEqualTo(inbox)
                .isSubsetOf(folders(mailbox)));

    outlook.move(message, "trash");

    eventually(
        () -> {
          var last = last(mailbox);
          assertThat(last.in(FolderRole.TRASH)).isTrue();
          assertThat(last.restoreTo()).isNotNull().doesNotContainAnyElementsOf(inbox);
        });
    assertThat(world.topics().facts(mailbox, MessageRemoved.class)).isEmpty();
    assertThat(world.topics().messages(mailbox, "Moves")).hasSize(1);
  }

  @Test
  void findsMovesThatNoNoticeTold() {
    var message = outlook.receive("Moves in silence");
    var gone = outlook.receive("Gone in silence");
    var mailbox = outlook.imported();
    var inbox = told(mailbox, "Moves in silence").state().folders();
    outlook.losePushes();

    outlook.move(message, "archive");
    outlook.delete(gone);
    wake(mailbox);

    eventually(
        () -> {
          assertThat(last(mailbox).folders()).isNotEqualTo(inbox);
          assertThat(world.topics().facts(mailbox, MessageRemoved.class))
              .extracting(MessageRemoved::message)
              .containsExactly(told(mailbox, "Gone in silence").message());
        });
  }

  @Test
  void healsWhatHappenedOnAWayThereAndBack() {
    var message = outlook.receive("There and back");
    var mailbox = outlook.imported();
    var inbox = told(mailbox, "There and back").state().folders();
    outlook.losePushes();

    outlook.move(message, "archive");
    outlook.change(message, "{\"starred\":true}");
    outlook.move(message, "inbox");
    world.ana().post("/api/v1/mailboxes/" + mailbox + "/census", "{}");

    eventually(
        () -> {
          var last = last(mailbox);
          assertThat(last.starred()).isTrue();
          assertThat(last.folders()).isEqualTo(inbox);
        });
    assertThat(world.topics().facts(mailbox, MessageRemoved.class)).isEmpty();
  }

  @Test
  void tellsANewNameOfAFolder() {
    outlook.move(outlook.receive("In a folder"), "Clientes");
    var mailbox = outlook.imported();
    var folder = told(mailbox, "In a folder").state().folders();

    outlook.renameFolder("Clientes", "Kunden");
    world.ana().post("/api/v1/mailboxes/" + mailbox + "/census", "{}");

    eventually(
        () ->
            assertThat(world.topics().facts(mailbox, FolderUpserted.class))
                .filteredOn(it -> it.folder().name().equals("Kunden"))
                .singleElement()
                .satisfies(it -> assertThat(folder).containsExactly(it.folder().id())));
    assertThat(told(mailbox, "In a folder").state().folders()).isEqualTo(folder);
  }

  @Test
  void losesNoMessageOfAFolderThatIsDeleted() {
    var message = outlook.receive("In a folder");
    outlook.move(message, "Viejos");
    var mailbox = outlook.imported();

    outlook.deleteFolder("Viejos");
    world.ana().post("/api/v1/mailboxes/" + mailbox + "/census", "{}");

    eventually(
        () -> {
          var census = outlook.health(mailbox).path("census");
          assertThat(census.path("atProvider").asInt()).isEqualTo(outlook.truth().size());
          assertThat(census.path("ours")).isEqualTo(census.path("atProvider"));
        });
  }

  @Test
  void makesASubscriptionAnewWhenItIsTakenAway() {
    var mailbox = outlook.imported();
    assertThat(outlook.subscriptions()).isEqualTo(1);

    outlook.lifecycle("subscriptionRemoved");
    eventually(() -> assertThat(outlook.subscriptions()).isEqualTo(1));
    outlook.receive("After");

    eventually(() -> assertThat(world.topics().messages(mailbox, "After")).hasSize(1));
    assertThat(told(mailbox, "After").origin()).isEqualTo(Origin.LIVE);
  }

  @Test
  void endsItsSubscriptionWithTheMailbox() {
    var mailbox = outlook.imported();

    world.ana().send("DELETE", "/api/v1/mailboxes/" + mailbox, "application/json", "");

    eventually(() -> assertThat(outlook.subscriptions()).isZero());
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
  }

  private void wake(MailboxId mailbox) {
    world.internal().post("/internal/mailboxes/" + mailbox + "/wake", "{}");
  }

  private MessageUpserted told(MailboxId mailbox, String subject) {
    await().until(() -> !world.topics().messages(mailbox, subject).isEmpty());
    return world.topics().messages(mailbox, subject).getFirst();
  }

  /// The state that was told last.
  private MessageState last(MailboxId mailbox) {
    var told = world.topics().facts(mailbox, MessageStateChanged.class);
    assertThat(told).isNotEmpty();
    return told.getLast().state();
  }

  private List<FolderId> folders(MailboxId mailbox) {
    return world.topics().facts(mailbox, FolderUpserted.class).stream()
        .map(it -> it.folder().id())
        .toList();
  }
}
