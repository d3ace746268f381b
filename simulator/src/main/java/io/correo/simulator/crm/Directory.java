package io.correo.simulator.crm;

import io.correo.events.DirectoryRecord;
import io.correo.events.RecordRef;
import io.correo.events.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The CRM's own records. What changes goes to the record feed.
@Component
public class Directory {

  private final Map<String, DirectoryRecord> records = new ConcurrentSkipListMap<>();
  private final DirectoryFeed feed;

  Directory(DirectoryFeed feed) {
    this.feed = feed;
  }

  /// Stores and publishes.
  public synchronized void put(DirectoryRecord record) {
    records.put(record.key(), record);
    feed.publish(record.key(), record);
  }

  /// Deletes and publishes that; false when there was none.
  public synchronized boolean remove(TenantId tenant, RecordRef ref) {
    var key = DirectoryRecord.key(tenant, ref);
    boolean known = records.remove(key) != null;
    feed.publish(key, null);
    return known;
  }

  public @Nullable DirectoryRecord find(TenantId tenant, RecordRef ref) {
    return records.get(DirectoryRecord.key(tenant, ref));
  }

  /// The first record of any tenant with this type (null for any) and id.
  public @Nullable DirectoryRecord find(@Nullable String type, String id) {
    for (var record : records.values()) {
      if (record.id().equals(id) && (type == null || record.type().equals(type))) {
        return record;
      }
    }
    return null;
  }

  public Collection<DirectoryRecord> all() {
    return List.copyOf(records.values());
  }

  /// A tenant's records of one type.
  public Stream<DirectoryRecord> of(String type, String tenant) {
    return all().stream()
        .filter(one -> one.type().equals(type) && one.tenant().value().equals(tenant));
  }
}
