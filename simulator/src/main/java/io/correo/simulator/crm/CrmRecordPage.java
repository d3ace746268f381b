package io.correo.simulator.crm;

import io.correo.events.DirectoryRecord;
import io.correo.events.RecordRef;
import io.correo.events.TenantId;
import io.correo.simulator.Page;
import io.correo.simulator.Wire;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The CRM's page of a record.
@RestController
class CrmRecordPage {

  private final Directory directory;

  CrmRecordPage(Directory directory) {
    this.directory = directory;
  }

  @GetMapping("/crm/accounts/{id}")
  void account(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    show(RecordRef.ACCOUNT, id, request, response);
  }

  @GetMapping("/crm/contacts/{id}")
  void contact(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    show(RecordRef.CONTACT, id, request, response);
  }

  @GetMapping("/crm/{type:deals|users|records}/{id}")
  void other(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    show(null, id, request, response);
  }

  private void show(
      @Nullable String type, String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var asked = request.getParameter("tenant");
    var record =
        asked == null || type == null
            ? directory.find(type, id)
            : directory.find(new TenantId(asked), new RecordRef(type, id));
    if (record == null) {
      Wire.html(response, 404, Page.of("CRM", "<h1>No existe · Not found</h1>"));
      return;
    }
    Wire.html(response, 200, Page.of(record.label(), details(record)));
  }

  private String details(DirectoryRecord record) {
    var rows = new StringBuilder();
    row(rows, "Direcciones · Addresses", String.join(", ", record.addresses()));
    row(rows, "Dominios · Domains", String.join(", ", record.domains()));
    row(rows, "Cuentas · Accounts", String.join(", ", record.accounts()));
    record.fields().forEach((name, value) -> row(rows, name, value));
    if (record.type().equals(RecordRef.ACCOUNT)) {
      row(rows, "Contactos · Contacts", contacts(record));
    }
    return "<h1>%s</h1><p>%s · %s</p><dl>%s</dl>"
        .formatted(
            Wire.escape(record.label()),
            Wire.escape(record.type()),
            Wire.escape(record.tenant().value()),
            rows);
  }

  private String contacts(DirectoryRecord account) {
    return String.join(
        ", ",
        directory
            .of(RecordRef.CONTACT, account.tenant().value())
            .filter(contact -> contact.accounts().contains(account.id()))
            .map(DirectoryRecord::label)
            .toList());
  }

  private static void row(StringBuilder rows, String name, String value) {
    if (!value.isEmpty()) {
      rows.append("<dt>%s</dt><dd>%s</dd>".formatted(Wire.escape(name), Wire.escape(value)));
    }
  }
}
