package io.correo.sync.ingest;

import io.correo.events.MailboxId;
import io.correo.service.problem.Problem;
import io.correo.sync.mailbox.Mailboxes;
import io.correo.sync.schedule.Schedule;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Tells a mailbox again from the ledger, for a service whose view is new or damaged.
@RestController
class ReplayController {
  private final Mailboxes mailboxes;
  private final Positions positions;
  private final Schedule schedule;

  ReplayController(Mailboxes mailboxes, Positions positions, Schedule schedule) {
    this.mailboxes = mailboxes;
    this.positions = positions;
    this.schedule = schedule;
  }

  @PostMapping("/internal/mailboxes/{id}/republish")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void republish(@PathVariable MailboxId id) {
    var mailbox = mailboxes.find(id);
    if (mailbox == null || mailbox.isErased()) throw Problem.notFound("mailbox");
    positions.replay(id);
    schedule.want(id);
  }
}
