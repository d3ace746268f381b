package io.correo.simulator.demo;

import io.correo.events.DirectoryRecord;
import io.correo.events.RecordRef;
import io.correo.events.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The CRM's records, from `demo/directory.yaml`.
final class Directory {
  // Older than any change made while the system runs.
  private static final Instant UPDATED = Instant.parse("2026-01-02T08:00:00Z");
  private static final List<String> FIELDS =
      List.of("title", "phone", "city", "sector", "stage", "amount", "owner");

  private final Node directory;
  private final String crmUrl;

  Directory(Node directory, String crmUrl) {
    this.directory = directory;
    this.crmUrl = crmUrl;
  }

  List<DirectoryRecord> records() {
    var records = new ArrayList<DirectoryRecord>();
    for (var account : directory.nodes("accounts")) {
      var tenant = account.text("tenant");
      var id = account.text("id");
      records.add(record(tenant, RecordRef.ACCOUNT, id, account, List.of(), false));
      var primary = true;
      for (var contact : account.nodes("contacts")) {
        if (contact.has("same")) continue; // described in another account, see `also`
        var accounts = new ArrayList<>(List.of(id));
        accounts.addAll(contact.texts("also"));
        var contactId = "con-" + contact.texts("email").getFirst().replaceAll("[^a-z0-9]+", "-");
        var type = RecordRef.CONTACT;
        records.add(record(tenant, type, contactId, contact, accounts, primary));
        primary = false;
      }
    }
    for (var deal : directory.nodes("deals")) {
      var accounts = deal.texts("accounts");
      records.add(record(deal.text("tenant"), "deal", deal.text("id"), deal, accounts, false));
    }
    for (var user : directory.nodes("users")) {
      if (!user.has("id")) continue;
      records.add(
          record(user.text("tenant"), RecordRef.USER, user.text("id"), user, List.of(), false));
    }
    return records;
  }

  private DirectoryRecord record(
      String tenant, String type, String id, Node node, List<String> accounts, boolean primary) {
    return new DirectoryRecord(
        new TenantId(tenant),
        type,
        id,
        node.text("name"),
        type.equals(RecordRef.USER) ? null : crmUrl + "/" + type + "s/" + id,
        node.texts("email"),
        node.texts("domain"),
        accounts,
        primary,
        fields(node),
        UPDATED);
  }

  private static Map<String, String> fields(Node node) {
    var fields = new LinkedHashMap<String, String>();
    for (var name : FIELDS) if (node.has(name)) fields.put(name, node.text(name));
    return fields;
  }
}
