package io.correo.compose.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.compose.draft.Draft;
import io.correo.compose.draft.SomeDraft;
import io.correo.events.Address;
import io.correo.events.Capabilities;
import io.correo.events.ConnectedMailbox;
import io.correo.events.MailboxId;
import io.correo.events.OutgoingMail;
import io.correo.events.Revision;
import io.correo.events.SendId;
import io.correo.events.TenantId;
import io.correo.events.UserId;
import io.correo.events.Visibility;
import io.correo.service.caller.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// A process dies at every point where it touches the store, the topic or the provider, and another
/// takes over: exactly one copy leaves.
class CrashTest {
  private static final Caller ANA =
      new Caller("ana", "acme", Set.of(Caller.READ, Caller.SEND), "Ana", null, "es");

  private final String database = "crash_" + UUID.randomUUID().toString().substring(0, 8);
  private final MemoryProvider provider = new MemoryProvider();
  private final List<OutgoingMail> topic = new CopyOnWriteArrayList<>();
  private final MailboxId mailbox = MailboxId.random();

  @Test
  void sendsOneCopyWhereverTheProcessDies() {
    var points = 0;
    var died = true;
    while (died) {
      points++;
      died = sendDyingAt(points, 0);
    }

    assertThat(points).as("points where it could die").isGreaterThan(30);
  }

  @Test
  void sendsOneCopyThoughTheSecondProcessDiesToo() {
    for (var first = 3; sendDyingAt(first, 1 + first % 17); first += 2) {
      assertThat(first).isLessThan(500);
    }
  }

  /// True when the first process died.
  private boolean sendDyingAt(int point, int second) {
    provider.delivered.clear();
    provider.drafts.clear();
    provider.sent.clear();
    topic.clear();
    Draft draft;
    try (var writer = new ComposeProcess(database, new Fuse(0), provider, topic)) {
      writer.mailboxes.accept(mailbox());
      draft = SomeDraft.written(writer.drafts, mailbox, "ana@acme.example", "luis@obra.example");
    }
    var fuse = new Fuse(point);
    live(draft, fuse);
    if (second > 0) live(draft, new Fuse(second));
    var send = live(draft, new Fuse(0));

    assertThat(provider.delivered).as("copies after dying at %d, %d", point, second).hasSize(1);
    assertThat(send.state()).isInstanceOf(SendState.Sent.class);
    assertThat(provider.drafts).as("drafts left after dying at %d", point).isEmpty();
    toldBeforeItLeft(send);
    return fuse.burnt();
  }

  /// A process takes the request, again with the same key as clients do, and brings it forward
  /// until it is over or dies.
  private Send live(Draft draft, Fuse fuse) {
    Send[] last = new Send[1];
    try (var mortal = new ComposeProcess(database, fuse, provider, topic)) {
      try {
        var id = accept(mortal, draft);
        await()
            .pollInterval(Duration.ofMillis(15))
            .atMost(Duration.ofSeconds(20))
            .until(
                () -> {
                  var send = mortal.sends.find(id);
                  if (!send.outbox().isEmpty()) mortal.sender.settle(send);
                  mortal.sender.run(id);
                  last[0] = mortal.sends.find(id);
                  return last[0].state() instanceof SendState.Over && last[0].outbox().isEmpty();
                });
      } catch (Throwable end) {
        if (!fuse.burnt()) throw end;
      }
    }
    return last[0];
  }

  private static SendId accept(ComposeProcess process, Draft draft) {
    return process.requests.accept(ANA, draft.id(), "k-" + draft.id(), SendRequest.PLAIN).id();
  }

  private void toldBeforeItLeft(Send send) {
    var steps = topic.stream().filter(step -> step.send().equals(send.id())).toList();
    var named =
        steps.stream()
            .filter(step -> step.state() == OutgoingMail.State.SENDING && step.draftRef() != null)
            .toList();
    assertThat(named).as("a step that names the draft").isNotEmpty();
    assertThat(steps.getLast().state()).isEqualTo(OutgoingMail.State.SENT);
    assertThat(steps.stream().map(OutgoingMail::step).distinct().toList()).isSorted();
  }

  private ConnectedMailbox mailbox() {
    return new ConnectedMailbox(
        mailbox,
        new TenantId("acme"),
        Revision.of(1, 0),
        "memory",
        "ana@acme.example",
        "a",
        List.of(new ConnectedMailbox.Member(new UserId("ana"), ConnectedMailbox.Role.OWNER)),
        ConnectedMailbox.State.CONNECTED,
        new Capabilities(
            true, true, true, true, new Capabilities.AttachmentLimits(1000, Set.of()), 5),
        List.of(Address.of("ana@acme.example")),
        null,
        Visibility.EVERYTHING,
        "default",
        null,
        Instant.parse("2026-01-01T00:00:00Z"));
  }
}
