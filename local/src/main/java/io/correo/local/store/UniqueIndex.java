package io.correo.local.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.memory.index.MemoryUniqueIndex;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A unique index: finds by all its keys at once, and knows their order.
final class UniqueIndex extends MemoryUniqueIndex implements Ordered {
  private final OrderedEntries entries;

  UniqueIndex(String name, List<IndexKey> keys, boolean sparse) {
    super(name, keys, sparse);
    entries = new OrderedEntries(keys);
  }

  @Override
  public OrderedEntries entries() {
    return entries;
  }

  /// The document with exactly these values, one per key and none of them null.
  @Nullable Integer find(List<Object> values) {
    return getPosition(new KeyValue(values).normalized());
  }

  @Override
  public synchronized void add(
      Document document, Integer position, MongoCollection<Integer> collection) {
    super.add(document, position, collection);
    entries.add(document, position);
  }

  @Override
  public synchronized @Nullable Integer remove(Document document) {
    entries.remove(document);
    return super.remove(document);
  }

  @Override
  public void updateInPlace(
      Document old, Document changed, Integer position, MongoCollection<Integer> collection) {
    super.updateInPlace(old, changed, position, collection);
    if (!entries.differ(old, changed)) return;
    entries.remove(old);
    entries.add(changed, position);
  }
}
