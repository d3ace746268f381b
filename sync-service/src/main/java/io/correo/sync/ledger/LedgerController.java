package io.correo.sync.ledger;

import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.service.problem.Problem;
import io.correo.sync.mailbox.Mailboxes;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// A message from the ledger, for services whose copy of the text is gone.
@RestController
class LedgerController {
  private final Mailboxes mailboxes;
  private final Ledger ledger;

  LedgerController(Mailboxes mailboxes, Ledger ledger) {
    this.mailboxes = mailboxes;
    this.ledger = ledger;
  }

  @GetMapping("/internal/mailboxes/{id}/messages/{message}")
  MessageUpserted message(@PathVariable MailboxId id, @PathVariable MessageId message) {
    var mailbox = mailboxes.find(id);
    if (mailbox == null || mailbox.isErased()) throw Problem.notFound("mailbox");
    var kept = ledger.find(id, mailbox.tenant(), message);
    if (kept == null) throw Problem.notFound("message");
    return kept.now();
  }
}
