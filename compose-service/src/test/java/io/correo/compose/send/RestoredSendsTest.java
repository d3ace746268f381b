package io.correo.compose.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.compose.draft.SomeDraft;
import io.correo.events.Address;
import io.correo.events.DraftId;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.events.OutgoingMail;
import io.correo.events.SendId;
import io.correo.events.TenantId;
import io.correo.events.UserId;
import io.correo.provider.OutgoingMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A store restored from an older copy: what the topic knows is looked up, never sent again.
class RestoredSendsTest {
  private final MemoryProvider provider = new MemoryProvider();
  private final MailboxId mailbox = MailboxId.random();
  private final SendId id = SendId.random();
  private final ComposeProcess process =
      new ComposeProcess(
          "restored_" + UUID.randomUUID().toString().substring(0, 8),
          new Fuse(0),
          provider,
          new ArrayList<>());

  @AfterEach
  void close() {
    process.close();
  }

  @Test
  void findsTheMailThatLeftBeforeItsAnswerWasStored() {
    var draft = provider.create(message());
    provider.send(draft.draftRef());

    process.restored.take(step(3, OutgoingMail.State.SENDING, draft.draftRef(), null));

    assertThat(end()).isInstanceOf(SendState.Sent.class);
    assertThat(provider.delivered).hasSize(1);
  }

  @Test
  void failsRatherThanGuessesWhatAMailSaid() {
    var draft = provider.create(message());

    process.restored.take(step(3, OutgoingMail.State.SENDING, draft.draftRef(), null));

    assertThat(end()).isInstanceOf(SendState.Failed.class);
    assertThat(provider.delivered).isEmpty();
    assertThat(provider.drafts).as("the words are still at the provider").hasSize(1);
  }

  @Test
  void keepsWhatWasOver() {
    var message = MessageId.of(mailbox, "x");

    assertThat(process.restored.take(step(5, OutgoingMail.State.SENT, "d", message))).isTrue();
    assertThat(process.restored.take(step(5, OutgoingMail.State.SENT, "d", message))).isFalse();
    assertThat(process.restored.take(step(2, OutgoingMail.State.HELD, null, null))).isFalse();

    assertThat(end())
        .isInstanceOfSatisfying(
            SendState.Sent.class, sent -> assertThat(sent.message()).isEqualTo(message));
  }

  @Test
  void forgetsTheDraftOfAMailThatIsSent() {
    var draft = SomeDraft.written(process.drafts, mailbox, "a@acme.example", "b@obra.example");
    var step = step(5, OutgoingMail.State.SENT, "d", MessageId.of(mailbox, "x"), draft.id());

    process.restored.take(step);

    assertThat(process.drafts.find(draft.id())).isNull();
  }

  private SendState end() {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              process.sender.run(id);
              return process.sends.find(id).state() instanceof SendState.Over;
            });
    return process.sends.find(id).state();
  }

  private OutgoingMessage message() {
    return new OutgoingMessage(
        Address.of("a@acme.example"),
        List.of(),
        List.of(),
        List.of(),
        "s",
        "h",
        "t",
        "<m@x>",
        null,
        List.of(),
        null,
        Map.of(OutgoingMessage.SEND_MARK, id.value()),
        List.of());
  }

  private OutgoingMail step(
      long step, OutgoingMail.State state, String draftRef, MessageId message) {
    return step(step, state, draftRef, message, DraftId.random());
  }

  private OutgoingMail step(
      long step, OutgoingMail.State state, String draftRef, MessageId message, DraftId draft) {
    return new OutgoingMail(
        new TenantId("acme"),
        mailbox,
        new UserId("ana"),
        id,
        draft,
        "key",
        step,
        state,
        draftRef,
        message,
        message == null ? null : "thread",
        "s",
        List.of(),
        List.of(),
        null,
        null,
        Instant.parse("2026-11-23T10:00:00Z"));
  }
}
