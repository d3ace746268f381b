package io.correo.local.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An index that is not unique. Sparse or not, it holds every document: that changes no result.
final class SecondaryIndex extends Index<Integer> implements Ordered {
  private final OrderedEntries entries;

  SecondaryIndex(String name, List<IndexKey> keys, boolean sparse) {
    super(name, keys, sparse);
    entries = new OrderedEntries(keys);
  }

  @Override
  public OrderedEntries entries() {
    return entries;
  }

  @Override
  public void checkAdd(Document document, MongoCollection<Integer> collection) {
    check(document);
  }

  @Override
  public void add(Document document, Integer position, MongoCollection<Integer> collection) {
    entries.add(document, position);
  }

  @Override
  public @Nullable Integer remove(Document document) {
    return entries.remove(document);
  }

  @Override
  public void checkUpdate(Document old, Document changed, MongoCollection<Integer> collection) {
    check(changed);
  }

  private void check(Document document) {
    // Refuses two arrays in one index, as MongoDB does; it is slow, so only where it may happen.
    if (entries.hasSeveralArrays(document)) getKeyValues(document);
  }

  @Override
  public void updateInPlace(
      Document old, Document changed, Integer position, MongoCollection<Integer> collection) {
    if (!entries.differ(old, changed)) return;
    entries.remove(old);
    entries.add(changed, position);
  }

  /// Only unique indexes say where a document is.
  @Override
  public @Nullable Integer getPosition(Document document) {
    return null;
  }

  /// The planner asks [#entries()] instead.
  @Override
  public boolean canHandle(Document query) {
    return false;
  }

  @Override
  public Iterable<Integer> getPositions(Document query) {
    throw new UnsupportedOperationException("the planner asks entries()");
  }

  @Override
  public long getCount() {
    return entries.size();
  }

  @Override
  public long getDataSize() {
    return getCount();
  }

  @Override
  public void drop() {}
}
