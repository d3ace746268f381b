package io.correo.compose.draft;

import io.correo.compose.account.Grants;
import io.correo.compose.account.Mailboxes;
import io.correo.compose.draft.Draft.Conversation;
import io.correo.compose.draft.Mirror.Copy;
import io.correo.compose.draft.Originals.Original;
import io.correo.events.Address;
import io.correo.events.DraftId;
import io.correo.events.MessageId;
import io.correo.events.Revision;
import io.correo.events.SendId;
import io.correo.events.TenantId;
import io.correo.events.UserId;
import io.correo.provider.MailProviders;
import io.correo.provider.MailSender;
import io.correo.provider.OutgoingMessage;
import io.correo.service.caller.Caller;
import io.correo.service.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// Takes over drafts written in the provider's own pages or apps, when somebody opens them here.
@Component
class Adoption {
  private static final String DRAFT_MARK = OutgoingMessage.DRAFT_MARK.toLowerCase(Locale.ROOT);

  private final Drafts drafts;
  private final DraftEdits edits;
  private final Mailboxes mailboxes;
  private final Originals originals;
  private final Grants grants;
  private final MailProviders providers;

  Adoption(
      Drafts drafts,
      DraftEdits edits,
      Mailboxes mailboxes,
      Originals originals,
      Grants grants,
      MailProviders providers) {
    this.drafts = drafts;
    this.edits = edits;
    this.mailboxes = mailboxes;
    this.originals = originals;
    this.grants = grants;
    this.providers = providers;
  }

  /// @throws Problem 404 when the message is no draft of this user's mailboxes
  Draft open(Caller caller, MessageId message) {
    var known = drafts.ofMessage(message);
    if (known != null) return edits.require(caller, known.id());
    var original =
        originals.require(new TenantId(caller.tenant()), new UserId(caller.subject()), message);
    var mark = original.content().marks().get(DRAFT_MARK);
    if (mark != null && !mark.isBlank()) {
      var ours = drafts.find(new DraftId(mark));
      if (ours != null && ours.mailbox().equals(original.mailbox())) {
        return edits.require(caller, ours.id());
      }
    }
    return adopt(caller, original);
  }

  private Draft adopt(Caller caller, Original original) {
    var lease = grants.lease(original.mailbox());
    var sender = providers.get(lease.provider()).sender();
    var there = sender.draftOf(lease.grant(), original.ref());
    if (there == null) throw Problem.notFound("draft");
    // Made from the message, so that two who open it at once take over one draft.
    var id = new DraftId("d_" + original.message().value().substring("m_".length()));
    drafts.insert(draft(caller, id, original, there));
    return edits.require(caller, id);
  }

  private Draft draft(Caller caller, DraftId id, Original original, MailSender.Draft there) {
    var tenant = new TenantId(caller.tenant());
    var user = new UserId(caller.subject());
    var mailbox = mailboxes.require(tenant, user, original.mailbox());
    var content = original.content();
    var identity =
        mailbox.identities().stream()
            .filter(i -> content.from() != null && i.key().equals(content.from().key()))
            .findFirst()
            .orElseGet(() -> Identities.pick(mailbox, null));
    var draft =
        new Draft(
            id,
            tenant,
            user,
            original.mailbox(),
            content.inReplyTo() == null ? Kind.NEW : Kind.REPLY,
            null,
            elsewhere(identity, content, List.of()),
            new Conversation(
                original.mailbox(),
                original.thread(),
                original.threadRef(),
                content.inReplyTo(),
                content.references()),
            Answer.carried(original),
            1,
            1,
            edits.now(),
            null,
            SendId.random(),
            Mirror.NONE,
            Revision.NONE,
            null);
    // Edit 0: the copy is theirs, without our marks; sending it writes it once more.
    var copy =
        new Copy(
            there.draftRef(),
            there.messageRef(),
            there.threadRef(),
            0,
            draft.nextSend(),
            original.message(),
            List.of(Fingerprint.of(content)));
    return draft.withMirror(Mirror.NONE.withCopy(copy));
  }

  static DraftContent elsewhere(
      Address from,
      io.correo.events.MessageContent content,
      List<DraftContent.LinkedRecord> records) {
    return new DraftContent(
        from,
        clean(content.to()),
        clean(content.cc()),
        clean(content.bcc()),
        content.subject().replaceAll("[\\r\\n\\u0000]+", " "),
        Fingerprint.bodyOf(content).html(),
        records);
  }

  private static List<Address> clean(List<Address> addresses) {
    return addresses.stream()
        .filter(Objects::nonNull)
        .map(
            a ->
                new Address(
                    a.name() == null ? null : a.name().replaceAll("[\\r\\n\\u0000]+", " "),
                    a.address().replaceAll("[\\r\\n\\u0000]+", "")))
        .toList();
  }
}
