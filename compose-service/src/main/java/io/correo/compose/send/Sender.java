package io.correo.compose.send;

import io.correo.compose.ComposeSettings;
import io.correo.compose.account.Grants;
import io.correo.compose.draft.Draft;
import io.correo.compose.draft.DraftCopies;
import io.correo.compose.draft.DraftHold;
import io.correo.compose.draft.DraftLocks;
import io.correo.compose.send.SendState.Failed;
import io.correo.compose.send.SendState.Resolving;
import io.correo.compose.send.SendState.Sending;
import io.correo.compose.send.SendState.Waiting;
import io.correo.events.MessageId;
import io.correo.events.SendId;
import io.correo.events.ThreadId;
import io.correo.provider.MailProviders;
import io.correo.provider.MailSender;
import io.correo.provider.ProviderException;
import io.correo.service.messaging.Outage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Brings a send forward, one step after the other. Every step is stored before the next begins, so
/// that whoever takes over after a crash knows what can have happened:
///
/// 1. claimed: nothing left yet
/// 2. the provider's draft is made as ours and its name stored: nothing left yet
/// 3. `sending` with that name is published and acknowledged: from here on the mail may have left
/// 4. the provider is told to send that draft, once; the draft is the token: it exists or it was
///    sent
/// 5. no answer: wait a little, look at the draft, decide
@Component
public class Sender {
  private static final Logger log = LoggerFactory.getLogger(Sender.class);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

  private final Sends sends;
  private final DraftHold drafts;
  private final DraftLocks locks;
  private final DraftCopies copies;
  private final Outbox outbox;
  private final Resolver resolver;
  private final Grants grants;
  private final MailProviders providers;
  private final Clock clock;
  private final ComposeSettings settings;

  public Sender(
      Sends sends,
      DraftHold drafts,
      DraftLocks locks,
      DraftCopies copies,
      Outbox outbox,
      Resolver resolver,
      Grants grants,
      MailProviders providers,
      Clock clock,
      ComposeSettings settings) {
    this.sends = sends;
    this.drafts = drafts;
    this.locks = locks;
    this.copies = copies;
    this.outbox = outbox;
    this.resolver = resolver;
    this.grants = grants;
    this.providers = providers;
    this.clock = clock;
    this.settings = settings;
  }

  /// Does what is due about a send.
  ///
  /// @return when to come back; null when there is nothing more to do, or another is at it
  public @Nullable Instant run(SendId id) {
    var seen = sends.find(id);
    if (seen == null || !isDue(seen)) return null;
    try (var lock = locks.tryTake(seen.draft())) {
      if (lock == null && drafts.exists(seen.draft())) return null;
      // Under the lock: what we saw before may be older.
      var send = sends.find(id);
      if (send == null || !isDue(send)) return null;
      var after =
          switch (send.state()) {
            case Waiting waiting -> lock == null ? lost(send) : send(send, waiting, lock);
            // Whoever claimed it is dead, or we would not have the lock.
            case Sending interrupted ->
                sends.advance(send, interrupted.unanswered(now(), now()), now());
            case Resolving resolving -> resolver.look(send, resolving);
            case SendState.Over _ -> send;
          };
      return after == null ? null : settle(after);
    }
  }

  private boolean isDue(Send send) {
    if (send.state() instanceof Sending) return true;
    var due = send.state().dueAt();
    return due != null && !due.isAfter(now());
  }

  /// Lets the draft follow the send, and publishes what is not. For a send whose last step was
  /// stored by somebody who died then, too.
  public @Nullable Instant settle(Send send) {
    switch (send.state()) {
      case SendState.Sent _ -> {
        drafts.consumed(send.draft());
        grants.wake(send.mailbox());
      }
      case SendState.Unknown _ -> drafts.giveBackWithoutCopy(send.draft(), send.id());
      case Failed _, SendState.Cancelled _ -> drafts.giveBack(send.draft(), send.id());
      case Waiting _, Sending _, Resolving _ -> {}
    }
    outbox.flush(send);
    return send.state() instanceof Sending ? now() : send.state().dueAt();
  }

  // A store restored from an older copy: the request is known from the topic, its words are lost.
  private @Nullable Send lost(Send send) {
    var claimed = sends.advance(send, ((Waiting) send.state()).claim(now()), now());
    if (claimed == null) return null;
    var problem = "The draft is no longer there. Nothing was sent.";
    return sends.advance(claimed, ((Sending) claimed.state()).failed(problem), now());
  }

  private @Nullable Send send(Send waiting, Waiting state, DraftLocks.Held lock) {
    var claimed = sends.advance(waiting, state.claim(now()), now());
    if (claimed == null) return null;
    var held = drafts.holdFor(claimed.draft(), claimed.id(), claimed.edit());
    if (held == null) {
      return sends.advance(
          claimed, sending(claimed).failed("The draft was changed or sent meanwhile."), now());
    }
    Send ready;
    try {
      ready = prepare(claimed, held);
    } catch (ProviderException failure) {
      return put(claimed, failure);
    } catch (Outage outage) {
      throw outage;
    } catch (RuntimeException unexpected) {
      log.error("{} cannot be made ready", claimed, unexpected);
      return later(claimed, "an error of ours");
    }
    if (ready == null) return null;
    // Nobody who lost the lock may go on from here.
    if (!lock.isMine()) return null;
    return tell(ready);
  }

  private @Nullable Send prepare(Send claimed, Draft held) {
    var copied = copies.bring(held);
    var copy = copied == null ? null : copied.mirror().copy();
    if (copy == null) return null;
    var named = sends.advance(claimed, sending(claimed).with(copy.draftRef()), now());
    return named == null ? null : outbox.flush(named);
  }

  private @Nullable Send tell(Send ready) {
    var sending = sending(ready);
    var draftRef = sending.draftRef();
    if (draftRef == null) throw new IllegalStateException(ready + " has no draft to send");
    MailSender.Sent sent;
    try {
      var lease = grants.lease(ready.mailbox());
      sent = providers.get(lease.provider()).sender().send(lease.grant(), draftRef);
    } catch (ProviderException failure) {
      return answered(ready, failure);
    } catch (RuntimeException unexpected) {
      log.error("{} has no answer it understands", ready, unexpected);
      return sends.advance(ready, sending.unanswered(now(), now().plus(settings.settle())), now());
    }
    return sends.advance(
        ready,
        sending.accepted(
            MessageId.of(ready.mailbox(), sent.messageRef()),
            ThreadId.of(ready.mailbox(), sent.threadRef()),
            sent.threadRef()),
        now());
  }

  /// The provider was told to send. Only an answer that says so is a no.
  private @Nullable Send answered(Send ready, ProviderException failure) {
    var sending = sending(ready);
    return switch (failure) {
      case ProviderException.Throttled _,
          ProviderException.Refused _,
          ProviderException.ReconnectRequired _ ->
          put(ready, failure);
      case ProviderException.GrantExpired _ -> {
        grants.expired(ready.mailbox());
        yield sends.advance(ready, sending.unanswered(now(), now()), now());
      }
      case ProviderException.Gone _ ->
          sends.advance(ready, sending.unanswered(now(), now()), now());
      case ProviderException.Unavailable _, ProviderException.CursorExpired _ -> {
        log.info("{} has no answer; it is looked up", ready);
        yield sends.advance(ready, sending.unanswered(now(), now().plus(settings.settle())), now());
      }
    };
  }

  /// Certainly not sent.
  private @Nullable Send put(Send claimed, ProviderException failure) {
    var sending = sending(claimed);
    var words = String.valueOf(failure.getMessage());
    return switch (failure) {
      case ProviderException.Refused refused ->
          sends.advance(
              claimed,
              sending.refused(new Failed.Words(refused.status(), refused.code(), words)),
              now());
      case ProviderException.ReconnectRequired _ ->
          sends.advance(claimed, sending.failed("Connect the mailbox again, then send."), now());
      case ProviderException.Throttled wait -> {
        grants.throttled(claimed.mailbox(), wait);
        yield sends.advance(
            claimed, sending.notSent(now().plus(wait.retryAfter()), "asked to wait"), now());
      }
      case ProviderException.GrantExpired _ -> {
        grants.expired(claimed.mailbox());
        yield later(claimed, "the right to call had ended");
      }
      case ProviderException.Gone _ ->
          sends.advance(
              claimed, sending.failed("A file of the message is gone at the provider."), now());
      case ProviderException.Unavailable _, ProviderException.CursorExpired _ ->
          later(claimed, "the provider does not answer");
    };
  }

  private @Nullable Send later(Send claimed, String why) {
    var due = claimed.sendAt() == null ? claimed.acceptedAt() : claimed.sendAt();
    var waited = Duration.between(due, now());
    if (waited.compareTo(settings.giveUpAfter()) > 0) {
      return sends.advance(
          claimed, sending(claimed).failed("Not sent: the mail provider did not answer."), now());
    }
    var pause = waited.dividedBy(4);
    if (pause.compareTo(FIRST_RETRY) < 0) pause = FIRST_RETRY;
    if (pause.compareTo(LONGEST_RETRY) > 0) pause = LONGEST_RETRY;
    return sends.advance(claimed, sending(claimed).notSent(now().plus(pause), why), now());
  }

  private static Sending sending(Send send) {
    if (send.state() instanceof Sending sending) return sending;
    throw new IllegalStateException(send + " is not being sent");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
