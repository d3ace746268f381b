package io.correo.search.index;

import io.correo.events.DirectoryRecord;
import io.correo.events.RecordRef;
import io.correo.search.engine.Index;
import io.correo.search.engine.Indexes;
import io.correo.search.engine.SearchNode;
import io.correo.search.engine.SearchNode.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Keeps the CRM's contacts and accounts in the index of contacts.
@Component
class Directory {
  private final SearchNode node;
  private final Indexes indexes;

  Directory(SearchNode node, Indexes indexes) {
    this.node = node;
    this.indexes = indexes;
  }

  /// @param key as in [DirectoryRecord#key()]
  /// @param record null when the CRM deleted it
  void take(String key, @Nullable DirectoryRecord record) {
    if (record == null) remove(key);
    else put(record);
  }

  /// Keeps the newer of what is stored and what comes. Other records than contacts and accounts are
  /// not searched.
  private void put(DirectoryRecord record) {
    var type = record.type();
    if (!type.equals(RecordRef.CONTACT) && !type.equals(RecordRef.ACCOUNT)) return;
    var addresses =
        record.addresses().stream().map(a -> a.strip().toLowerCase(Locale.ROOT)).toList();
    var typed = new ArrayList<>(addresses);
    typed.add(record.label());
    typed.addAll(record.domains());
    Map<String, Object> document =
        Map.of(
            "kind", type,
            "tenant", record.tenant().value(),
            "id", record.id(),
            "name", record.label(),
            "order", record.label(),
            "typed", typed,
            "addresses", addresses,
            "accounts", record.accounts(),
            "primary", record.primary());
    Map<String, Object> target =
        Map.of(
            "_index", indexes.name(Index.CONTACTS),
            "_id", record.key(),
            "version", Math.max(0, record.updatedAt().toEpochMilli()),
            "version_type", "external_gte");
    node.write(List.of(new Write("index", target, document)));
  }

  private void remove(String key) {
    Map<String, Object> target = Map.of("_index", indexes.name(Index.CONTACTS), "_id", key);
    node.write(List.of(new Write("delete", target, null)));
  }
}
