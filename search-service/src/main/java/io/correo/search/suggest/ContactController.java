package io.correo.search.suggest;

import io.correo.search.visibility.Mailboxes;
import io.correo.service.caller.Caller;
import io.correo.service.paging.Page;
import io.correo.service.paging.PageCursor;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `GET /contacts`: completes what is typed into To, Cc and Bcc.
@RestController
class ContactController {
  private final Contacts contacts;
  private final Mailboxes mailboxes;

  ContactController(Contacts contacts, Mailboxes mailboxes) {
    this.contacts = contacts;
    this.mailboxes = mailboxes;
  }

  @GetMapping("/api/v1/contacts")
  Page<ContactHit> complete(
      Caller caller,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "50") int limit) {
    var most = PageCursor.limit(limit);
    var found = contacts.find(mailboxes.viewer(caller), Wanted.typed(q), most);
    return Page.whole(List.copyOf(found.subList(0, Math.min(most, found.size()))));
  }
}
