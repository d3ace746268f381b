package io.correo.compose.send;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.correo.events.MessageId;
import io.correo.events.OutgoingMail;
import io.correo.events.ThreadId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far a send has come. A step stands on the state that allows it, so a step that must not be
/// taken does not compile.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface SendState {

  @JsonIgnore
  OutgoingMail.State wire();

  /// When somebody has to act; null when nobody has.
  @JsonIgnore
  default @Nullable Instant dueAt() {
    return null;
  }

  /// Not given to the provider yet: may be sent when due, or cancelled.
  sealed interface Waiting extends SendState {
    default Sending claim(Instant now) {
      var due = dueAt();
      if (due != null && now.isBefore(due)) throw new IllegalStateException("not due yet");
      return new Sending(null, now);
    }

    default Cancelled cancel() {
      return new Cancelled();
    }

    /// The draft does not say any more what was to be sent.
    default Failed stale() {
      return new Failed("The draft was changed meanwhile. Send it again.", null);
    }
  }

  /// Nothing will happen any more.
  sealed interface Over extends SendState {}

  @JsonTypeName("scheduled")
  record Scheduled(Instant sendAt) implements Waiting {
    @Override
    public OutgoingMail.State wire() {
      return OutgoingMail.State.SCHEDULED;
    }

    @Override
    public Instant dueAt() {
      return sendAt;
    }
  }

  /// The undo window is open.
  @JsonTypeName("held")
  record Held(Instant undoUntil) implements Waiting {
    @Override
    public OutgoingMail.State wire() {
      return OutgoingMail.State.HELD;
    }

    @Override
    public Instant dueAt() {
      return undoUntil;
    }
  }

  /// Tried and certainly not sent.
  ///
  /// @param problem why not, in words for people
  @JsonTypeName("queued")
  record Queued(Instant notBefore, @Nullable String problem) implements Waiting {
    @Override
    public OutgoingMail.State wire() {
      return OutgoingMail.State.QUEUED;
    }

    @Override
    public Instant dueAt() {
      return notBefore;
    }
  }

  /// After a crash here nobody knows whether the mail left: ask the provider about the draft first.
  ///
  /// @param draftRef the provider's draft; null until it is known: so long nothing can have left
  @JsonTypeName("sending")
  record Sending(@Nullable String draftRef, Instant claimedAt) implements SendState {
    @Override
    public OutgoingMail.State wire() {
      return OutgoingMail.State.SENDING;
    }

    Sending with(String ref) {
      return new Sending(ref, claimedAt);
    }

    Sent accepted(MessageId message, ThreadId thread, String threadRef) {
      return new Sent(message, thread, threadRef);
    }

    Failed refused(Failed.Words words) {
      return new Failed(words.message(), words);
    }

    Failed failed(String problem) {
      return new Failed(problem, null);
    }

    /// The provider certainly did not send it.
    Queued notSent(Instant notBefore, String why) {
      return new Queued(notBefore, why);
    }

    /// Anything but an answer.
    SendState unanswered(Instant now, Instant lookAt) {
      return draftRef == null
          ? new Queued(now, null)
          : new Resolving(draftRef, now, lookAt, null, null);
    }
  }

  /// The outcome is unknown: it is looked up, never guessed.
  ///
  /// @param since when it was given up to wait for an answer
  /// @param lookAt when to look next
  /// @param until the sent copy must be found by then; null until the draft was seen consumed
  /// @param threadRef the provider's thread, when known
  @JsonTypeName("resolving")
  record Resolving(
      String draftRef,
      Instant since,
      Instant lookAt,
      @Nullable Instant until,
      @Nullable String threadRef)
      implements SendState {
    @Override
    public OutgoingMail.State wire() {
      return OutgoingMail.State.RESOLVING;
    }

    @Override
    public Instant dueAt() {
      return lookAt;
    }

    Queued notSent(Instant now) {
      return new Queued(now, null);
    }

    Sent found(MessageId message, ThreadId thread, String foundThreadRef) {
      return new Sent(message, thread, foundThreadRef);
    }

    Resolving lookAgain(Instant at) {
      return new Resolving(draftRef, since, at, until, threadRef);
    }

    Resolving consumed(Instant deadline, Instant again) {
      return new Resolving(draftRef, since, again, until == null ? deadline : until, threadRef);
    }

    Unknown givenUp(String problem) {
      return new Unknown(problem);
    }
  }

  @JsonTypeName("sent")
  record Sent(MessageId message, ThreadId thread, String threadRef) implements Over {
    @Override
    public OutgoingMail.State wire() {
      return OutgoingMail.State.SENT;
    }
  }

  /// Certainly not sent, and not tried again.
  @JsonTypeName("failed")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Failed(String problem, @Nullable Words provider) implements Over {
    @Override
    public OutgoingMail.State wire() {
      return OutgoingMail.State.FAILED;
    }

    /// The provider's own.
    public record Words(int status, String code, String message) {}
  }

  /// Nobody can tell whether it was sent. Shown to the user, never sent again by itself.
  @JsonTypeName("unknown")
  record Unknown(String problem) implements Over {
    @Override
    public OutgoingMail.State wire() {
      return OutgoingMail.State.UNKNOWN;
    }
  }

  @JsonTypeName("cancelled")
  record Cancelled() implements Over {
    @Override
    public OutgoingMail.State wire() {
      return OutgoingMail.State.CANCELLED;
    }
  }
}
