package io.correo.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.events.ConnectedMailbox.State;
import io.correo.events.MailboxId;
import io.correo.events.Revision;
import io.correo.events.TenantId;
import io.correo.sync.grant.ClientStates;
import io.correo.sync.mailbox.Mailbox;
import io.correo.sync.mailbox.Mailboxes;
import io.correo.sync.world.FolderMailbox;
import io.correo.sync.world.World;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What makes a provider tell us of changes, from its beginning to its end.
class WatchTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private final World world = World.started();
  private final FolderMailbox box = world.folders();

  @Test
  void watchesBeforeItTakesAnyPlaceOrListsAnything() {
    box.old("inbox", "Old");

    box.imported();

    assertThat(box.calls().getFirst()).isEqualTo("watch null");
    assertThat(box.calls().stream().filter(it -> it.startsWith("watch"))).hasSize(1);
  }

  @Test
  void renewsTheWatchItHasWhenTheProviderAsks() {
    box.imported();
    var watch = box.watches().getFirst();

    assertThat(box.lifecycle("reauthorizationRequired").status()).isEqualTo(202);

    await().atMost(LONG).untilAsserted(() -> assertThat(box.calls()).contains("watch " + watch));
    assertThat(box.watches()).containsExactly(watch);
  }

  @Test
  void makesAWatchAnewAndReadsWhatItWasNotToldMeanwhile() {
    var mailbox = box.imported();
    box.endWatches();
    box.receive("inbox", "Not told");

    box.lifecycle("subscriptionRemoved");

    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              assertThat(box.watches()).hasSize(1);
              assertThat(world.topics().messages(mailbox, "Not told")).hasSize(1);
            });
    var calls = box.calls();
    assertThat(calls.lastIndexOf("changes inbox")).isGreaterThan(lastOf(calls, "watch w"));
  }

  @Test
  void readsWhatTheProviderSaysItMissedToTell() {
    var mailbox = box.imported();
    box.receive("inbox", "Missed");

    box.lifecycle("missed");

    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(world.topics().messages(mailbox, "Missed")).hasSize(1));
  }

  @Test
  void endsAWatchOfItsOwnThoughTheAccountIsConnectedElsewhere() {
    var mailbox = box.imported();
    var watch = box.watches().getFirst();
    var here = world.bean(Mailboxes.class).find(mailbox);
    assertThat(world.bean(Mailboxes.class).add(elsewhere(here))).isTrue();

    world.ana().send("DELETE", "/api/v1/mailboxes/" + mailbox, "application/json", "");

    await().atMost(LONG).untilAsserted(() -> assertThat(box.calls()).contains("unwatch " + watch));
    assertThat(box.watches()).isEmpty();
  }

  @Test
  void givesTheProviderAStateThatTellsTheMailbox() {
    var mailbox = box.imported();

    assertThat(world.bean(ClientStates.class).verified(box.clientState())).isEqualTo(mailbox);
  }

  private static int lastOf(java.util.List<String> calls, String start) {
    for (var i = calls.size() - 1; i >= 0; i--) if (calls.get(i).startsWith(start)) return i;
    return -1;
  }

  private static Mailbox elsewhere(Mailbox here) {
    return new Mailbox(
        MailboxId.random(),
        new TenantId("another"),
        Revision.NONE,
        here.provider(),
        here.account(),
        here.address(),
        here.members(),
        State.CONNECTED,
        here.identities(),
        null,
        here.visibility(),
        here.lane(),
        null,
        null,
        here.connectedAt());
  }
}
