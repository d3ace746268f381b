package io.correo.compose.template;

import io.correo.events.DirectoryRecord;
import io.correo.events.RecordRef;
import io.correo.events.TenantId;
import io.correo.service.caller.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What templates can say: about the linked account, the contact written to, and the user.
@Component
class Fields {
  private final Directory directory;

  Fields(Directory directory) {
    this.directory = directory;
  }

  /// @param records of the message; the first account and the first contact count
  Map<String, Map<String, String>> of(Caller caller, List<RecordRef> records) {
    var tenant = new TenantId(caller.tenant());
    return Map.of(
        RecordRef.ACCOUNT, fields(first(tenant, records, RecordRef.ACCOUNT)),
        RecordRef.CONTACT, fields(first(tenant, records, RecordRef.CONTACT)),
        RecordRef.USER, user(caller));
  }

  private @Nullable DirectoryRecord first(TenantId tenant, List<RecordRef> records, String type) {
    for (var record : records) {
      if (record.type().equals(type)) return directory.find(tenant, record);
    }
    return null;
  }

  private static Map<String, String> fields(@Nullable DirectoryRecord record) {
    if (record == null) return Map.of();
    var fields = new HashMap<>(record.fields());
    fields.put("id", record.id());
    fields.put("label", record.label());
    fields.put("name", record.label());
    fields.put("address", record.addresses().isEmpty() ? "" : record.addresses().getFirst());
    fields.put("url", record.url() == null ? "" : record.url());
    return fields;
  }

  private static Map<String, String> user(Caller caller) {
    return Map.of(
        "id", caller.subject(),
        "name", caller.name() == null ? caller.subject() : caller.name(),
        "email", caller.email() == null ? "" : caller.email());
  }
}
