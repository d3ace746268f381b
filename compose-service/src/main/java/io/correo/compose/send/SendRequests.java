package io.correo.compose.send;

import io.correo.compose.ComposeSettings;
import io.correo.compose.account.Mailboxes;
import io.correo.compose.draft.Draft;
import io.correo.compose.draft.DraftEdits;
import io.correo.compose.draft.DraftHold;
import io.correo.events.DraftId;
import io.correo.events.OutgoingMail;
import io.correo.events.SendId;
import io.correo.events.TenantId;
import io.correo.events.UserId;
import io.correo.service.caller.Caller;
import io.correo.service.paging.Page;
import io.correo.service.paging.PageCursor;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What people ask for: send, send later, not after all.
@Component
class SendRequests {
  private static final int TRIES = 20;

  private final Sends sends;
  private final DraftEdits drafts;
  private final DraftHold hold;
  private final Mailboxes mailboxes;
  private final SendWork work;
  private final ComposeSettings settings;
  private final Clock clock;

  SendRequests(
      Sends sends,
      DraftEdits drafts,
      DraftHold hold,
      Mailboxes mailboxes,
      SendWork work,
      ComposeSettings settings,
      Clock clock) {
    this.sends = sends;
    this.drafts = drafts;
    this.hold = hold;
    this.mailboxes = mailboxes;
    this.work = work;
    this.settings = settings;
    this.clock = clock;
  }

  Send accept(Caller caller, DraftId id, String key, SendRequest request) {
    var first = repeated(caller, id, key, request);
    if (first != null) return first;
    try {
      return acceptFirst(caller, id, key, request);
    } catch (Problem refused) {
      // Another request with this key may have been faster since we looked.
      var faster = repeated(caller, id, key, request);
      if (faster == null) throw refused;
      return faster;
    }
  }

  private Send acceptFirst(Caller caller, DraftId id, String key, SendRequest request) {
    var draft = drafts.require(caller, id);
    if (draft.isHeld()) throw alreadyUnderWay();
    var mailbox = mailboxes.require(draft.tenant(), new UserId(caller.subject()), draft.mailbox());
    SendCheck.check(mailbox, draft);
    var send = begin(caller, draft, key, request);
    if (!sends.insert(send)) throw alreadyUnderWay();
    if (hold.holdFor(id, send.id(), send.edit()) == null) return stale(send);
    work.wakeAt(now());
    var due = send.state().dueAt();
    if (due != null) work.wakeAt(due);
    return send;
  }

  // Somebody wrote in the draft just now. Not withdrawn: the same request, made again, may have
  // been answered with it already.
  private Send stale(Send send) {
    if (!(send.state() instanceof SendState.Waiting waiting)) return send;
    var failed = sends.advance(send, waiting.stale(), now());
    if (failed == null) return require(send);
    hold.giveBack(send.draft(), send.id());
    work.wakeAt(now());
    return failed;
  }

  private Send require(Send send) {
    var present = sends.find(send.id());
    if (present == null) throw Problem.notFound("send");
    return present;
  }

  private static Problem alreadyUnderWay() {
    return new Problem(ProblemType.CONFLICT, "The draft is being sent already.");
  }

  private Send begin(Caller caller, Draft draft, String key, SendRequest request) {
    var now = now();
    var undoUntil = now.plus(request.undo(settings.undo()));
    var sendAt = request.sendAt() == null ? null : checkTime(request.sendAt(), now);
    var blank =
        new Send(
            draft.nextSend(),
            draft.tenant(),
            new UserId(caller.subject()),
            draft.mailbox(),
            draft.id(),
            key,
            request.digest(draft.id(), draft.edit()),
            draft.edit(),
            draft.content().subject(),
            draft.content().recipients(),
            draft.content().recordRefs(),
            draft.clientRef(),
            0,
            new SendState.Held(undoUntil),
            sendAt,
            sendAt == null ? undoUntil : null,
            now,
            null,
            List.of());
    return blank.to(
        sendAt == null ? new SendState.Held(undoUntil) : new SendState.Scheduled(sendAt), now);
  }

  private Instant checkTime(Instant sendAt, Instant now) {
    if (sendAt.isBefore(now)) throw Problem.invalid("sendAt", "is in the past");
    if (sendAt.isAfter(now.plus(settings.scheduleWithin()))) {
      throw Problem.invalid("sendAt", "is too far in the future");
    }
    return sendAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /// The answer to the same request made before; null when this one is the first.
  private @Nullable Send repeated(Caller caller, DraftId id, String key, SendRequest request) {
    var first = sends.ofKey(new TenantId(caller.tenant()), new UserId(caller.subject()), key);
    if (first == null) return null;
    var same =
        first.draft().equals(id)
            && (first.request().isEmpty()
                || first.request().equals(request.digest(id, words(first))));
    if (!same) {
      throw new Problem(
          ProblemType.IDEMPOTENCY_MISMATCH, "Use a new Idempotency-Key for another request.");
    }
    return first;
  }

  // While it is held, and when it is gone, the words are those that were accepted. Given back, they
  // may be others by now.
  private long words(Send first) {
    var present = hold.editOf(first.draft(), first.id());
    return present == null ? first.edit() : present;
  }

  /// @throws Problem 404 when this user has no such send
  Send require(Caller caller, SendId id) {
    var send = sends.find(id);
    if (send == null
        || !send.tenant().value().equals(caller.tenant())
        || !send.user().value().equals(caller.subject())) {
      throw Problem.notFound("send");
    }
    return send;
  }

  Page<SendView> list(
      Caller caller, OutgoingMail.State state, @Nullable PageCursor after, int limit) {
    var found =
        sends.list(
            new TenantId(caller.tenant()), new UserId(caller.subject()), state, after, limit + 1);
    return Page.of(
            found, limit, last -> new PageCursor(last.acceptedAt(), last.id().value()).encode())
        .map(SendView::of);
  }

  Send cancel(Caller caller, SendId id) {
    for (var attempt = 0; attempt < TRIES; attempt++) {
      var send = require(caller, id);
      var cancelled =
          switch (send.state()) {
            case SendState.Waiting waiting -> sends.advance(send, waiting.cancel(), now());
            case SendState.Cancelled _ -> send;
            case SendState.Failed _ ->
                throw new Problem(
                    ProblemType.CONFLICT, "It failed and is not tried again: its draft is back.");
            case SendState.Sending _,
                SendState.Resolving _,
                SendState.Sent _,
                SendState.Unknown _ ->
                throw alreadySent();
          };
      if (cancelled == null) continue;
      hold.giveBack(send.draft(), send.id());
      work.wakeAt(now());
      return cancelled;
    }
    throw alreadySent();
  }

  private static Problem alreadySent() {
    return new Problem(ProblemType.ALREADY_SENT, "It was given to the mail provider already.");
  }

  Send reschedule(Caller caller, SendId id, Instant sendAt) {
    var at = checkTime(sendAt, now());
    for (var attempt = 0; attempt < TRIES; attempt++) {
      var send = require(caller, id);
      if (!(send.state() instanceof SendState.Waiting)) {
        throw send.state() instanceof SendState.Over && !(send.state() instanceof SendState.Sent)
            ? new Problem(ProblemType.CONFLICT, "It is not waiting any more.")
            : alreadySent();
      }
      var moved = sends.reschedule(send, at, now());
      if (moved == null) continue;
      work.wakeAt(now());
      work.wakeAt(at);
      return moved;
    }
    throw alreadySent();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
