package io.correo.compose.send;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.correo.events.Address;
import io.correo.events.DraftId;
import io.correo.events.MailboxId;
import io.correo.events.OutgoingMail;
import io.correo.events.RecordRef;
import io.correo.events.SendId;
import io.correo.events.TenantId;
import io.correo.events.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One accepted request to send. Immutable: [Sends#advance] replaces it where its step is the
/// same.
///
/// @param key the client's Idempotency-Key
/// @param request digest of what was asked for
/// @param edit of the draft that is to be sent
/// @param records its conversation is to be linked to
/// @param clientRef the client's own name for the draft; null for none
/// @param step grows with every change: fences off whoever saw an older one
/// @param sendAt when it was scheduled for; null for at once
/// @param undoUntil end of the undo window; null when scheduled
/// @param outbox steps not yet published
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Send(
    SendId id,
    TenantId tenant,
    UserId user,
    MailboxId mailbox,
    DraftId draft,
    String key,
    String request,
    long edit,
    String subject,
    List<Address> recipients,
    List<RecordRef> records,
    @Nullable String clientRef,
    long step,
    SendState state,
    @Nullable Instant sendAt,
    @Nullable Instant undoUntil,
    Instant acceptedAt,
    @Nullable String draftRef,
    List<OutgoingMail> outbox) {

  public Send {
    recipients = List.copyOf(recipients);
    // What was stored before sends had records has none.
    records = records == null ? List.of() : List.copyOf(records);
    outbox = List.copyOf(outbox);
  }

  /// The next step, to be published.
  Send to(SendState next, Instant now) {
    var known =
        switch (next) {
          case SendState.Sending sending when sending.draftRef() != null -> sending.draftRef();
          case SendState.Resolving resolving -> resolving.draftRef();
          default -> draftRef;
        };
    var unpublished = new ArrayList<>(outbox);
    unpublished.add(event(next, known, now));
    return new Send(
        id,
        tenant,
        user,
        mailbox,
        draft,
        key,
        request,
        edit,
        subject,
        recipients,
        records,
        clientRef,
        step + 1,
        next,
        sendAt,
        undoUntil,
        acceptedAt,
        known,
        unpublished);
  }

  Send rescheduled(Instant at, Instant now) {
    var moved =
        new Send(
            id,
            tenant,
            user,
            mailbox,
            draft,
            key,
            request,
            edit,
            subject,
            recipients,
            records,
            clientRef,
            step,
            state,
            at,
            null,
            acceptedAt,
            draftRef,
            outbox);
    return moved.to(new SendState.Scheduled(at), now);
  }

  Send published(long upTo) {
    return new Send(
        id,
        tenant,
        user,
        mailbox,
        draft,
        key,
        request,
        edit,
        subject,
        recipients,
        records,
        clientRef,
        step,
        state,
        sendAt,
        undoUntil,
        acceptedAt,
        draftRef,
        outbox.stream().filter(event -> event.step() > upTo).toList());
  }

  private OutgoingMail event(SendState next, @Nullable String known, Instant now) {
    var sent = next instanceof SendState.Sent s ? s : null;
    var problem =
        switch (next) {
          case SendState.Failed failed -> failed.problem();
          case SendState.Unknown unknown -> unknown.problem();
          default -> null;
        };
    return new OutgoingMail(
        tenant,
        mailbox,
        user,
        id,
        draft,
        key,
        step + 1,
        next.wire(),
        known,
        sent == null ? null : sent.message(),
        sent == null ? null : sent.threadRef(),
        subject,
        recipients,
        records,
        clientRef,
        problem,
        now);
  }

  @Override
  public String toString() {
    return "Send[%s, step %d, %s]".formatted(id, step, state.wire().wireName());
  }
}
