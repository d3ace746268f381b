package io.correo.compose.draft;

import io.correo.compose.ComposeSettings;
import io.correo.compose.account.Mailboxes;
import io.correo.compose.mime.HeaderText;
import io.correo.events.DraftId;
import io.correo.events.MailboxId;
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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What people do to drafts they have.
@Component
public class DraftEdits {
  private final Drafts drafts;
  private final Mailboxes mailboxes;
  private final MirrorWork mirror;
  private final ComposeSettings settings;
  private final Clock clock;

  public DraftEdits(
      Drafts drafts,
      Mailboxes mailboxes,
      MirrorWork mirror,
      ComposeSettings settings,
      Clock clock) {
    this.drafts = drafts;
    this.mailboxes = mailboxes;
    this.mirror = mirror;
    this.settings = settings;
    this.clock = clock;
  }

  /// @throws Problem 404 when this user has no such draft
  public Draft require(Caller caller, DraftId id) {
    var draft = drafts.find(id);
    if (draft == null
        || !draft.tenant().value().equals(caller.tenant())
        || draft.mirror().discarded()
        || !mayWrite(caller, draft)) {
      throw Problem.notFound("draft");
    }
    return draft;
  }

  private boolean mayWrite(Caller caller, Draft draft) {
    var mailbox = mailboxes.find(draft.mailbox());
    return mailbox != null
        && mailbox.tenant().equals(draft.tenant())
        && mailbox.isMember(new UserId(caller.subject()));
  }

  Page<DraftView> list(
      Caller caller, @Nullable MailboxId mailbox, @Nullable PageCursor after, int limit) {
    var tenant = new TenantId(caller.tenant());
    var user = new UserId(caller.subject());
    if (mailbox != null) mailboxes.require(tenant, user, mailbox);
    var found = drafts.list(tenant, user, mailbox, after, limit + 1);
    return Page.of(
            found, limit, last -> new PageCursor(last.updatedAt(), last.id().value()).encode())
        .map(DraftView::row);
  }

  /// @param version the one that was edited; null for whichever there is
  /// @param close the page is left: mirror now, do not wait for a pause
  Draft edit(
      Caller caller, DraftId id, @Nullable Long version, DraftRequest.Edit edit, boolean close) {
    var before = require(caller, id);
    var mailbox =
        mailboxes.require(
            before.tenant(),
            new UserId(caller.subject()),
            edit.mailbox() == null ? before.mailbox() : edit.mailbox());
    var from =
        edit.from() == null
            ? mailbox.mailbox().equals(before.mailbox())
                ? before.content().from()
                : Identities.pick(mailbox, null)
            : Identities.pick(mailbox, HeaderText.check("from", edit.from()));
    var content =
        DraftContent.checked(
            from,
            DraftRequest.orNone(edit.to()),
            DraftRequest.orNone(edit.cc()),
            DraftRequest.orNone(edit.bcc()),
            DraftRequest.orEmpty(edit.subject()),
            DraftRequest.orEmpty(edit.html()),
            edit.records() == null ? before.content().records() : edit.records());
    return write(
        id,
        draft -> {
          if (version != null && version != draft.version()) throw changedMeanwhile(draft);
          var moved =
              mailbox.mailbox().equals(draft.mailbox()) ? draft : draft.moved(mailbox.mailbox());
          return content.equals(draft.content()) && moved == draft
              ? draft
              : moved.written(content, now());
        },
        close);
  }

  static Problem changedMeanwhile(Draft current) {
    return new Problem(
            ProblemType.PRECONDITION_FAILED, "The draft was changed in another place meanwhile.")
        .with("current", DraftView.of(current));
  }

  /// Changes a draft that may be written, and lets its copy follow.
  Draft write(DraftId id, UnaryOperator<Draft> change, boolean now) {
    var due = now ? now() : now().plus(settings.mirrorAfter());
    var written =
        drafts.change(
            id,
            draft -> {
              if (draft.mirror().discarded()) throw Problem.notFound("draft");
              if (draft.isHeld()) {
                throw new Problem(
                    ProblemType.CONFLICT, "The draft is being sent. Cancel sending to change it.");
              }
              var after = change.apply(draft);
              return after.isMirrored() && !after.mirror().discarded()
                  ? after
                  : after.withMirror(after.mirror().dueAt(due));
            });
    if (written == null) throw Problem.notFound("draft");
    mirror.wakeAt(due);
    return written;
  }

  void discard(Caller caller, DraftId id) {
    require(caller, id);
    write(id, draft -> draft.withMirror(draft.mirror().discard(now())), true);
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
