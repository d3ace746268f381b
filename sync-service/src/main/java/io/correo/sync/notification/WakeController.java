package io.correo.sync.notification;

import io.correo.events.MailboxId;
import io.correo.service.problem.Problem;
import io.correo.sync.ingest.Hints;
import io.correo.sync.mailbox.Mailboxes;
import io.correo.sync.schedule.Schedule;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Another service has just done something at the provider. It may say to which messages: these are
/// then read at once, by name, as if the provider had told of them already.
@RestController
class WakeController {
  private final Mailboxes mailboxes;
  private final Hints hints;
  private final Schedule schedule;

  WakeController(Mailboxes mailboxes, Hints hints, Schedule schedule) {
    this.mailboxes = mailboxes;
    this.hints = hints;
    this.schedule = schedule;
  }

  @PostMapping("/internal/mailboxes/{id}/wake")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void wake(@PathVariable MailboxId id, @RequestBody(required = false) @Nullable Wake wake) {
    var mailbox = mailboxes.find(id);
    if (mailbox == null || mailbox.isErased()) throw Problem.notFound("mailbox");
    if (wake != null && wake.messages() != null) hints.keep(id, wake.messages());
    schedule.want(id);
  }

  /// @param messages the provider's present names of those that changed; null when nobody knows
  record Wake(@Nullable Set<String> messages) {}
}
