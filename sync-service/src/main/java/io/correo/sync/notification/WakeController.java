package io.correo.sync.notification;

import io.correo.events.MailboxId;
import io.correo.service.problem.Problem;
import io.correo.sync.mailbox.Mailboxes;
import io.correo.sync.schedule.Schedule;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Another service has just done something at the provider.
@RestController
class WakeController {
  private final Mailboxes mailboxes;
  private final Schedule schedule;

  WakeController(Mailboxes mailboxes, Schedule schedule) {
    this.mailboxes = mailboxes;
    this.schedule = schedule;
  }

  @PostMapping("/internal/mailboxes/{id}/wake")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void wake(@PathVariable MailboxId id) {
    var mailbox = mailboxes.find(id);
    if (mailbox == null || mailbox.isErased()) throw Problem.notFound("mailbox");
    schedule.want(id);
  }
}
