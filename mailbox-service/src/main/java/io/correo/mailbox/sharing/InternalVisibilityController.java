package io.correo.mailbox.sharing;

import io.correo.events.MailboxId;
import io.correo.mailbox.thread.OwnVisibility;
import io.correo.mailbox.thread.OwnVisibility.Choice;
import io.correo.service.paging.Page;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// For search-service: what was chosen for conversations alone, since `mail.view` keeps only days.
@RestController
class InternalVisibilityController {
  private static final int PAGE = 1_000;

  private final OwnVisibility own;

  InternalVisibilityController(OwnVisibility own) {
    this.own = own;
  }

  @GetMapping("/internal/mailboxes/{id}/visibilities")
  Page<Choice> visibilities(
      @PathVariable String id, @RequestParam(defaultValue = "") String cursor) {
    var rows = own.of(new MailboxId(id), cursor, PAGE + 1);
    return Page.of(rows, PAGE, last -> last.thread().value());
  }
}
