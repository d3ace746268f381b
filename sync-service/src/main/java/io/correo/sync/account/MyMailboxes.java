package io.correo.sync.account;

import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import io.correo.events.UserId;
import io.correo.service.caller.Caller;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import io.correo.sync.mailbox.Mailbox;
import io.correo.sync.mailbox.Mailboxes;
import java.util.List;
import org.springframework.stereotype.Component;

/// A caller's own mailboxes. What is not theirs does not exist.
@Component
class MyMailboxes {
  private final Mailboxes mailboxes;

  MyMailboxes(Mailboxes mailboxes) {
    this.mailboxes = mailboxes;
  }

  List<Mailbox> all(Caller caller) {
    if (caller.tenant().isEmpty()) return List.of();
    return mailboxes.ofMember(new TenantId(caller.tenant()), new UserId(caller.subject()));
  }

  /// @throws Problem 404 for an unknown or foreign one
  Mailbox toSee(Caller caller, MailboxId id) {
    var mailbox = mailboxes.find(id);
    if (mailbox == null
        || mailbox.isErased()
        || !mailbox.tenant().value().equals(caller.tenant())
        || !mailbox.isMember(new UserId(caller.subject()))) {
      throw Problem.notFound("mailbox");
    }
    return mailbox;
  }

  /// @throws Problem 403 for one that is only shared with the caller
  Mailbox toChange(Caller caller, MailboxId id) {
    caller.require(Caller.READ);
    var mailbox = toSee(caller, id);
    if (!mailbox.isOwner(new UserId(caller.subject()))) {
      throw new Problem(ProblemType.NOT_PERMITTED, "Only its owner may change a mailbox.");
    }
    return mailbox;
  }
}
