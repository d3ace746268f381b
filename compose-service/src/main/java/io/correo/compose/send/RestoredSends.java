package io.correo.compose.send;

import io.correo.compose.draft.DraftHold;
import io.correo.events.OutgoingMail;
import io.correo.events.ThreadId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Brings the store up to what the topic says happened: nothing is sent again that may have left.
@Component
class RestoredSends {
  private final Sends sends;
  private final DraftHold drafts;
  private final Clock clock;

  RestoredSends(Sends sends, DraftHold drafts, Clock clock) {
    this.sends = sends;
    this.drafts = drafts;
    this.clock = clock;
  }

  /// False when the store knew it already.
  boolean take(OutgoingMail last) {
    var ours = sends.find(last.send());
    if (ours != null && ours.step() >= last.step()) return false;
    var send = send(last, ours, state(last, ours));
    sends.restore(send);
    if (send.state() instanceof SendState.Sent) drafts.consumed(send.draft());
    if (send.state() instanceof SendState.Cancelled) drafts.giveBack(send.draft(), send.id());
    return true;
  }

  private SendState state(OutgoingMail last, @Nullable Send ours) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var problem = last.problem() == null ? "" : last.problem();
    return switch (last.state()) {
      case SENT -> sent(last, now);
      case FAILED -> new SendState.Failed(problem, null);
      case UNKNOWN -> new SendState.Unknown(problem);
      case CANCELLED -> new SendState.Cancelled();
      case SENDING, RESOLVING -> resolving(last, now);
      case SCHEDULED, HELD, QUEUED -> waiting(last, ours, now);
    };
  }

  private static SendState sent(OutgoingMail last, Instant now) {
    var message = last.message();
    var threadRef = last.threadRef();
    return message == null || threadRef == null
        ? resolving(last, now)
        : new SendState.Sent(message, ThreadId.of(last.mailbox(), threadRef), threadRef);
  }

  private static SendState resolving(OutgoingMail last, Instant now) {
    var draftRef = last.draftRef();
    return draftRef == null
        ? new SendState.Queued(now, null)
        : new SendState.Resolving(draftRef, now, now, null, null);
  }

  private static SendState waiting(OutgoingMail last, @Nullable Send ours, Instant now) {
    return ours == null
        ? new SendState.Failed(
            "It was accepted, but what it said was lost when our store was restored."
                + " Nothing was sent.",
            null)
        : last.state() == OutgoingMail.State.SCHEDULED && ours.sendAt() != null
            ? new SendState.Scheduled(ours.sendAt())
            : new SendState.Queued(now, null);
  }

  private static Send send(OutgoingMail last, @Nullable Send ours, SendState state) {
    return new Send(
        last.send(),
        last.tenant(),
        last.user(),
        last.mailbox(),
        last.draft(),
        last.key(),
        ours == null ? "" : ours.request(),
        ours == null ? 0 : ours.edit(),
        last.subject(),
        last.recipients(),
        last.records(),
        last.clientRef(),
        last.step(),
        state,
        ours == null ? null : ours.sendAt(),
        ours == null ? null : ours.undoUntil(),
        ours == null ? last.at() : ours.acceptedAt(),
        last.draftRef(),
        List.of());
  }
}
