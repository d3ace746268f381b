package io.correo.sync;

import static io.correo.events.ConnectedMailbox.State.CONNECTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.events.FolderRole;
import io.correo.events.MailFact.FolderUpserted;
import io.correo.events.MailFact.MailboxCaughtUp;
import io.correo.events.MailFact.MessageRemoved;
import io.correo.events.MailFact.MessageStateChanged;
import io.correo.events.Origin;
import io.correo.sync.world.Kind;
import io.correo.sync.world.World;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The way of mail from its provider to the topics.
class SyncTest {
  private final World world = World.started();

  @ParameterizedTest
  @EnumSource(Kind.class)
  void importsWhatIsThereWhenAMailboxIsConnected(Kind kind) {
    var box = kind.create(world);
    box.receive("First");
    box.receive("Second");
    world.awaitNextSecond();

    var mailbox = box.connect();

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(world.topics().messages(mailbox, "First")).hasSize(1);
              assertThat(world.topics().messages(mailbox, "Second")).hasSize(1);
            });
    var told = world.topics().messages(mailbox, "First").getFirst();
    assertThat(told.origin()).isEqualTo(Origin.IMPORT);
    assertThat(told.state().roles()).contains(FolderRole.INBOX);
    assertThat(world.topics().facts(mailbox, FolderUpserted.class)).isNotEmpty();
    await()
        .untilAsserted(
            () -> {
              var accounts = world.topics().accounts(mailbox);
              assertThat(accounts.getFirst().state()).isEqualTo(CONNECTED);
              assertThat(accounts.getLast().progress().state()).isEqualTo("done");
            });
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void tellsNewMailWithinAMomentOfThePush(Kind kind) {
    var box = kind.create(world);
    var mailbox = box.connect();
    await()
        .untilAsserted(
            () -> assertThat(world.topics().facts(mailbox, MailboxCaughtUp.class)).isNotEmpty());
    world.awaitNextSecond();
    box.receive("warm up");
    await().untilAsserted(() -> assertThat(world.topics().messages(mailbox, "warm up")).hasSize(1));

    box.receive("Offer");

    await()
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(() -> assertThat(world.topics().messages(mailbox, "Offer")).hasSize(1));
    assertThat(world.topics().messages(mailbox, "Offer").getFirst().origin())
        .isEqualTo(Origin.LIVE);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void tellsWhatTheUserDoesElsewhere(Kind kind) {
    var box = kind.create(world);
    var message = box.receive("Invoice");
    var mailbox = box.connect();
    await().untilAsserted(() -> assertThat(world.topics().messages(mailbox, "Invoice")).hasSize(1));
    var known = world.topics().messages(mailbox, "Invoice").getFirst();

    box.change(message, "{\"starred\":true}");
    box.change(message, "{\"trash\":true}");

    await()
        .untilAsserted(
            () -> {
              var changes = world.topics().facts(mailbox, MessageStateChanged.class);
              assertThat(changes).isNotEmpty();
              var last = changes.getLast();
              assertThat(last.message()).isEqualTo(known.message());
              assertThat(last.state().starred()).isTrue();
              assertThat(last.state().in(FolderRole.TRASH)).isTrue();
              assertThat(last.state().restoreTo()).isEqualTo(known.state().folders());
            });

    box.delete(message);

    await()
        .untilAsserted(
            () ->
                assertThat(world.topics().facts(mailbox, MessageRemoved.class))
                    .extracting(MessageRemoved::message)
                    .containsExactly(known.message()));
  }
}
