package io.correo.link.directory;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.correo.events.DirectoryRecord;
import io.correo.events.RecordRef;
import io.correo.events.TenantId;
import io.correo.link.LinkSettings;
import io.correo.service.caller.Caller;
import io.correo.service.paging.PageCursor;
import io.correo.service.problem.Problem;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/// `GET /crm/accounts`: the CRM's accounts with their contacts, for the compose window and the
/// account page.
@RestController
class AccountController {
  private final Directory directory;
  private final LinkSettings settings;

  AccountController(Directory directory, LinkSettings settings) {
    this.directory = directory;
    this.settings = settings;
  }

  @GetMapping("/api/v1/crm/accounts")
  Accounts accounts(
      Caller caller,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "50") int limit) {
    var tenant = new TenantId(caller.tenant());
    var items =
        directory.search(tenant, RecordRef.ACCOUNT, q, PageCursor.limit(limit)).stream()
            .map(account -> view(tenant, account))
            .toList();
    return new Accounts(items, page("accounts", q), page("contacts", q));
  }

  @GetMapping("/api/v1/crm/accounts/{id}")
  Account account(Caller caller, @PathVariable String id) {
    var tenant = new TenantId(caller.tenant());
    var account = directory.find(tenant, new RecordRef(RecordRef.ACCOUNT, id));
    if (account == null) throw Problem.notFound("account");
    return view(tenant, account);
  }

  private Account view(TenantId tenant, DirectoryRecord account) {
    var contacts =
        directory.contactsOf(tenant, account.id()).stream()
            .map(c -> new Contact(c.id(), c.label(), c.addresses(), c.primary()))
            .toList();
    return new Account(account.id(), account.label(), account.url(), contacts);
  }

  /// The CRM's registration page, filled in with what the user typed.
  private URI page(String kind, String typed) {
    var page = UriComponentsBuilder.fromUri(settings.crmUrl()).pathSegment(kind, "new");
    if (typed.contains("@")) page.queryParam("email", "{typed}");
    else if (!typed.isBlank()) page.queryParam("name", "{typed}");
    return typed.isBlank() ? page.build().toUri() : page.encode().buildAndExpand(typed).toUri();
  }

  record Accounts(List<Account> items, URI newAccountUrl, URI newContactUrl) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Account(String id, String label, @Nullable String url, List<Contact> contacts) {}

  record Contact(String id, String name, List<String> addresses, boolean primary) {}
}
