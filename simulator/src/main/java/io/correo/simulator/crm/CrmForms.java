package io.correo.simulator.crm;

import io.correo.events.DirectoryRecord;
import io.correo.events.RecordRef;
import io.correo.events.TenantId;
import io.correo.simulator.Page;
import io.correo.simulator.Secrets;
import io.correo.simulator.SelfUrl;
import io.correo.simulator.Wire;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// The CRM's own forms that Correo links to, prefilled: a new account, a new contact.
@RestController
class CrmForms {

  private final Directory directory;
  private final SelfUrl self;
  private final Clock clock;

  CrmForms(Directory directory, SelfUrl self, Clock clock) {
    this.directory = directory;
    this.self = self;
    this.clock = clock;
  }

  @GetMapping("/crm/accounts/new")
  void newAccount(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var fields =
        field(request, "name", "Nombre · Name", "text", true)
            + field(request, "domain", "Dominio de correo · Mail domain", "text", false)
            + field(request, "contact", "Contacto · Contact", "text", false)
            + field(request, "email", "Correo del contacto · Contact's mail", "email", false);
    form(request, response, "Nueva cuenta", "New account", fields);
  }

  @GetMapping("/crm/contacts/new")
  void newContact(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var fields =
        field(request, "name", "Nombre · Name", "text", true)
            + field(request, "email", "Correo · Mail", "email", true)
            + choice(text(request, "account"), tenant(request));
    form(request, response, "Nuevo contacto", "New contact", fields);
  }

  @PostMapping("/crm/accounts/new")
  void createAccount(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var name = text(request, "name");
    if (name.isEmpty()) {
      newAccount(request, response);
      return;
    }
    var account = id(name);
    var domain = text(request, "domain");
    put(request, RecordRef.ACCOUNT, account, name, List.of(), domains(domain), List.of());
    var email = text(request, "email");
    if (!email.isEmpty()) {
      var contact = text(request, "contact");
      var label = contact.isEmpty() ? email : contact;
      put(
          request,
          RecordRef.CONTACT,
          id(label),
          label,
          List.of(email),
          List.of(),
          List.of(account));
    }
    response.sendRedirect("/crm/accounts/" + account + "?tenant=" + tenant(request));
  }

  @PostMapping("/crm/contacts/new")
  void createContact(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var name = text(request, "name");
    var email = text(request, "email");
    if (name.isEmpty() || !email.contains("@")) {
      newContact(request, response);
      return;
    }
    var account = text(request, "account");
    var accounts = account.isEmpty() ? List.<String>of() : List.of(account);
    var id = id(name);
    put(request, RecordRef.CONTACT, id, name, List.of(email), List.of(), accounts);
    response.sendRedirect("/crm/contacts/" + id + "?tenant=" + tenant(request));
  }

  private void put(
      HttpServletRequest request,
      String type,
      String id,
      String label,
      List<String> addresses,
      List<String> domains,
      List<String> accounts) {
    var url = self.root() + "/crm/" + type + "s/" + id;
    directory.put(
        new DirectoryRecord(
            new TenantId(tenant(request)),
            type,
            id,
            label,
            url,
            addresses,
            domains,
            accounts,
            !accounts.isEmpty() && addressless(accounts.getFirst(), tenant(request)),
            Map.of(),
            clock.instant()));
  }

  /// Whether the account has no contact yet: its first one is whom to write to.
  private boolean addressless(String account, String tenant) {
    return directory
        .of(RecordRef.CONTACT, tenant)
        .noneMatch(one -> one.accounts().contains(account));
  }

  private static List<String> domains(String domain) {
    return domain.isEmpty() ? List.of() : List.of(domain.toLowerCase(Locale.ROOT));
  }

  private static String id(String name) {
    var plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return plain.replaceAll("^-|-$", "") + "-" + Secrets.random(4).replaceAll("[^A-Za-z0-9]", "0");
  }

  private static void form(
      HttpServletRequest request,
      HttpServletResponse response,
      String spanish,
      String english,
      String fields)
      throws IOException {
    var body =
        """
        <h1>%s <small lang="en">%s</small></h1>
        <form method="post"><input type="hidden" name="tenant" value="%s">%s
        <p></p><button type="submit">Guardar · Save</button></form>
        """
            .formatted(spanish, english, Wire.escape(tenant(request)), fields);
    Wire.html(response, 200, Page.of("CRM: " + spanish, body));
  }

  private static String field(
      HttpServletRequest request, String name, String label, String type, boolean required) {
    return "<label for=\"%1$s\">%2$s</label><input id=\"%1$s\" name=\"%1$s\" type=\"%3$s\" value=\"%4$s\"%5$s>"
        .formatted(
            name, label, type, Wire.escape(text(request, name)), required ? " required" : "");
  }

  private String choice(String chosen, String tenant) {
    var options = new StringBuilder("<option value=\"\"></option>");
    directory
        .of(RecordRef.ACCOUNT, tenant)
        .forEach(
            account ->
                options.append(
                    "<option value=\"%s\"%s>%s</option>"
                        .formatted(
                            Wire.escape(account.id()),
                            account.id().equals(chosen) ? " selected" : "",
                            Wire.escape(account.label()))));
    return "<label for=\"account\">Cuenta · Account</label><select id=\"account\" name=\"account\">"
        + options
        + "</select>";
  }

  private static String tenant(HttpServletRequest request) {
    var tenant = text(request, "tenant");
    return tenant.isEmpty() ? "acme" : tenant;
  }

  private static String text(HttpServletRequest request, String name) {
    @Nullable String value = request.getParameter(name);
    return value == null ? "" : value.strip();
  }
}
