package io.correo.link.decision;

import io.correo.events.MailboxId;
import io.correo.events.OutgoingMail;
import io.correo.events.ThreadId;
import java.util.List;
import org.springframework.stereotype.Component;

/// Mail that was sent about records its writer chose: its conversation is linked to them, whether
/// the fact about the message came before or comes after.
@Component
class SendLinks {
  private final Mailboxes mailboxes;
  private final ManualLinks manual;
  private final Linking linking;

  SendLinks(Mailboxes mailboxes, ManualLinks manual, Linking linking) {
    this.mailboxes = mailboxes;
    this.manual = manual;
    this.linking = linking;
  }

  /// Sends from one mailbox, in order. Only a send that left links anything.
  void apply(MailboxId mailbox, List<OutgoingMail> sends) {
    if (mailboxes.isErased(mailbox)) return;
    for (var send : sends) {
      var threadRef = send.threadRef();
      if (send.state() != OutgoingMail.State.SENT || threadRef == null) continue;
      if (send.records().isEmpty()) continue;
      var thread = ThreadId.of(mailbox, threadRef);
      manual.choose(send.tenant(), thread, send.send(), send.records());
      // Also when it was chosen before: a crash may have come in between.
      linking.redecide(send.tenant(), thread);
    }
  }
}
