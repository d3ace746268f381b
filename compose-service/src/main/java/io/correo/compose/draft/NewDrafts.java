package io.correo.compose.draft;

import io.correo.compose.ComposeSettings;
import io.correo.compose.account.Mailboxes;
import io.correo.compose.mime.HeaderText;
import io.correo.events.ConnectedMailbox;
import io.correo.events.DraftId;
import io.correo.events.MailboxId;
import io.correo.events.Revision;
import io.correo.events.SendId;
import io.correo.events.TenantId;
import io.correo.events.UserId;
import io.correo.service.caller.Caller;
import io.correo.service.problem.Problem;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How drafts begin: empty, or filled in from the message they answer or forward.
@Component
class NewDrafts {
  private final Drafts drafts;
  private final DraftEdits edits;
  private final Mailboxes mailboxes;
  private final Originals originals;
  private final ComposeSettings settings;

  NewDrafts(
      Drafts drafts,
      DraftEdits edits,
      Mailboxes mailboxes,
      Originals originals,
      ComposeSettings settings) {
    this.drafts = drafts;
    this.edits = edits;
    this.mailboxes = mailboxes;
    this.originals = originals;
    this.settings = settings;
  }

  Draft create(Caller caller, DraftRequest request) {
    var tenant = new TenantId(caller.tenant());
    var user = new UserId(caller.subject());
    var kind = request.kind() == null ? Kind.NEW : request.kind();
    HeaderText.checkNullable("clientRef", request.clientRef());
    Answer answer = null;
    if (kind != Kind.NEW) {
      if (request.of() == null) throw Problem.invalid("of", "names the message it is about");
      answer =
          new Answer(
              originals.require(tenant, user, request.of()),
              mailboxes.ownAddresses(tenant, user),
              new Quote(Quote.Words.of(caller.language()), zone(request)));
    }
    var mailbox = mailbox(tenant, user, request.mailbox(), answer);
    var from = request.from() == null ? null : HeaderText.check("from", request.from());
    if (from == null && answer != null) from = answer.addressed(mailbox);
    var identity = Identities.pick(mailbox, from);
    var draft =
        new Draft(
            DraftId.random(),
            tenant,
            user,
            mailbox.mailbox(),
            kind,
            request.of(),
            content(request, kind, identity, mailbox.signature(), answer),
            answer == null ? null : answer.conversation(kind),
            answer == null ? List.of() : answer.files(kind),
            1,
            1,
            edits.now(),
            null,
            SendId.random(),
            Mirror.NONE,
            Revision.NONE,
            request.clientRef());
    drafts.insert(draft);
    // An empty new draft is nobody's concern yet; the first edit has it mirrored.
    return kind == Kind.NEW && isBlank(request) ? draft : edits.write(draft.id(), d -> d, false);
  }

  private static boolean isBlank(DraftRequest request) {
    return DraftRequest.orNone(request.to()).isEmpty()
        && DraftRequest.orEmpty(request.subject()).isBlank()
        && DraftRequest.orEmpty(request.html()).isBlank();
  }

  private ConnectedMailbox mailbox(
      TenantId tenant, UserId user, @Nullable MailboxId wanted, @Nullable Answer answer) {
    if (answer != null) return mailboxes.require(tenant, user, answer.mailbox());
    if (wanted != null) return mailboxes.require(tenant, user, wanted);
    var all = mailboxes.of(tenant, user);
    if (all.isEmpty()) throw Problem.invalid("mailbox", "connect a mailbox first");
    return all.getFirst();
  }

  private static DraftContent content(
      DraftRequest request,
      Kind kind,
      io.correo.events.Address from,
      @Nullable String signature,
      @Nullable Answer answer) {
    var body = DraftRequest.orEmpty(request.html());
    var signed = signature == null || signature.isBlank() ? body : body + Quote.signed(signature);
    return DraftContent.checked(
        from,
        request.to() != null || answer == null
            ? DraftRequest.orNone(request.to())
            : answer.to(kind),
        request.cc() != null || answer == null
            ? DraftRequest.orNone(request.cc())
            : answer.cc(kind),
        DraftRequest.orNone(request.bcc()),
        request.subject() != null || answer == null
            ? DraftRequest.orEmpty(request.subject())
            : answer.subject(kind),
        answer == null ? signed : signed + answer.quoted(kind),
        DraftRequest.orNone(request.records()));
  }

  private ZoneId zone(DraftRequest request) {
    if (request.timeZone() == null) return settings.timeZone();
    try {
      return ZoneId.of(request.timeZone());
    } catch (DateTimeException unknown) {
      throw (Problem) Problem.invalid("timeZone", "is not a time zone").initCause(unknown);
    }
  }
}
