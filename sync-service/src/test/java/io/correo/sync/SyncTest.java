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
import io.correo.events.Topics;
import io.correo.sync.world.World;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The way of mail from Google to the topics.
class SyncTest {
  private final World world = World.started();

  @Test
  void importsWhatIsThereWhenAMailboxIsConnected() {
    var gmail = world.gmail();
    gmail.receive("First");
    gmail.receive("Second");

    var mailbox = gmail.connect();

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
    assertThat(world.topics().of(mailbox))
        .anyMatch(it -> it.topic().equals(Topics.BACKFILL))
        .anyMatch(it -> it.fact() instanceof FolderUpserted);
    await()
        .untilAsserted(
            () -> {
              var accounts = world.topics().accounts(mailbox);
              assertThat(accounts.getFirst().state()).isEqualTo(CONNECTED);
              assertThat(accounts.getLast().progress().state()).isEqualTo("done");
            });
  }

  @Test
  void tellsNewMailWithinAMomentOfThePush() {
    var gmail = world.gmail();
    var mailbox = gmail.connect();
    await()
        .untilAsserted(
            () -> assertThat(world.topics().facts(mailbox, MailboxCaughtUp.class)).isNotEmpty());
    gmail.receive("warm up");
    await().untilAsserted(() -> assertThat(world.topics().messages(mailbox, "warm up")).hasSize(1));

    gmail.receive("Offer");

    await()
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(() -> assertThat(world.topics().messages(mailbox, "Offer")).hasSize(1));
    assertThat(world.topics().messages(mailbox, "Offer").getFirst().origin())
        .isEqualTo(Origin.LIVE);
  }

  @Test
  void tellsWhatTheUserDoesElsewhere() {
    var gmail = world.gmail();
    var message = gmail.receive("Invoice");
    var mailbox = gmail.connect();
    await().untilAsserted(() -> assertThat(world.topics().messages(mailbox, "Invoice")).hasSize(1));
    var known = world.topics().messages(mailbox, "Invoice").getFirst();

    gmail.change(message, "{\"starred\":true}");
    gmail.change(message, "{\"trash\":true}");

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

    gmail.delete(message);

    await()
        .untilAsserted(
            () ->
                assertThat(world.topics().facts(mailbox, MessageRemoved.class))
                    .extracting(MessageRemoved::message)
                    .containsExactly(known.message()));
  }
}
