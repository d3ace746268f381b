package io.correo.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What Correo needs to know of a CRM record. Topic `crm.directory`, compacted, keyed by [#key()];
/// a null value deletes. Written by the CRM.
///
/// @param type `account`, `contact`, `deal`, `user`, or another type of the CRM
/// @param label what people call it
/// @param url the record's page in the CRM; null when it has none
/// @param addresses mail addresses; a contact's in order of preference
/// @param domains an account's own mail domains, for linking by domain
/// @param accounts ids of the accounts this contact or deal belongs to
/// @param primary whether this contact is the first to write to in its accounts
/// @param fields other values by name, for templates
/// @param updatedAt when the CRM changed it; an older copy is ignored
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DirectoryRecord(
    TenantId tenant,
    String type,
    String id,
    String label,
    @Nullable String url,
    List<String> addresses,
    List<String> domains,
    List<String> accounts,
    boolean primary,
    Map<String, String> fields,
    Instant updatedAt) {

  public DirectoryRecord {
    addresses = addresses == null ? List.of() : List.copyOf(addresses);
    domains = domains == null ? List.of() : List.copyOf(domains);
    accounts = accounts == null ? List.of() : List.copyOf(accounts);
    fields = fields == null ? Map.of() : Map.copyOf(fields);
  }

  public RecordRef ref() {
    return new RecordRef(type, id);
  }

  public String key() {
    return key(tenant, ref());
  }

  public static String key(TenantId tenant, RecordRef record) {
    return "%s/%s/%s".formatted(tenant, record.type(), record.id());
  }
}
