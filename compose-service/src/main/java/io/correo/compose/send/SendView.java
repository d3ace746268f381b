package io.correo.compose.send;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.correo.events.DraftId;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.events.SendId;
import io.correo.events.ThreadId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A send in the API.
@JsonInclude(JsonInclude.Include.NON_NULL)
record SendView(
    SendId id,
    DraftId draft,
    MailboxId mailbox,
    String subject,
    String state,
    @Nullable MessageId message,
    @Nullable ThreadId thread,
    List<RecipientView> recipients,
    @Nullable Instant sendAt,
    @Nullable Instant undoUntil,
    Instant acceptedAt,
    @Nullable String problem,
    SendState.Failed.@Nullable Words provider) {

  record RecipientView(String address, String state) {}

  static SendView of(Send send) {
    var sent = send.state() instanceof SendState.Sent s ? s : null;
    var failed = send.state() instanceof SendState.Failed f ? f : null;
    var problem =
        switch (send.state()) {
          case SendState.Failed f -> f.problem();
          case SendState.Unknown unknown -> unknown.problem();
          case SendState.Queued queued -> queued.problem();
          default -> null;
        };
    return new SendView(
        send.id(),
        send.draft(),
        send.mailbox(),
        send.subject(),
        send.state().wire().wireName(),
        sent == null ? null : sent.message(),
        sent == null ? null : sent.thread(),
        send.recipients().stream()
            .map(to -> new RecipientView(to.address(), sent == null ? "pending" : "accepted"))
            .toList(),
        send.sendAt(),
        send.undoUntil(),
        send.acceptedAt(),
        problem,
        failed == null ? null : failed.provider());
  }
}
