package io.correo.local.store;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The documents of a collection in the order of an index: one entry per document, several where a
/// key is an array. An entry is the values of the keys and, to tell documents apart and to break
/// ties, the `_id` in the direction of the last key.
final class OrderedEntries {
  private final List<String> paths;
  private final KeyOrder order;
  private final boolean[] ascending;
  private final boolean[] plain;
  private final boolean usable;
  private final TreeMap<@Nullable Object[], Integer> entries;

  OrderedEntries(List<IndexKey> keys) {
    paths = new ArrayList<>(keys.stream().map(IndexKey::getKey).toList());
    paths.add("_id");
    ascending = new boolean[paths.size()];
    plain = new boolean[paths.size()];
    for (var i = 0; i < paths.size(); i++) {
      ascending[i] = keys.get(Math.min(i, keys.size() - 1)).isAscending();
      plain[i] = true;
    }
    usable = paths.stream().noneMatch(path -> path.matches("(.*\\.)?\\d+(\\..*)?"));
    order = new KeyOrder(ascending);
    entries = new TreeMap<>(order);
  }

  /// The paths of the keys, then `_id`.
  List<String> paths() {
    return paths;
  }

  KeyOrder order() {
    return order;
  }

  boolean isAscending(int key) {
    return ascending[key];
  }

  /// True while no document had an array here (or a value that sorts in ways of its own), so that
  /// there is one entry per document and entries stand in the order that sorting gives.
  boolean isPlain(int key) {
    return plain[key];
  }

  /// True when several entries may lead to one document.
  boolean repeatsDocuments() {
    for (var one : plain) {
      if (!one) return true;
    }
    return false;
  }

  /// An index over `list.0` means a place in an array, which entries do not know.
  boolean isUsable() {
    return usable;
  }

  boolean hasSeveralArrays(Document document) {
    var arrays = 0;
    for (var path : paths) {
      if (value(document, path) instanceof Collection) arrays++;
    }
    return arrays > 1;
  }

  private static Object value(Document document, String path) {
    return path.indexOf('.') < 0
        ? document.getOrMissing(path)
        : Utils.getSubdocumentValueCollectionAware(document, path);
  }

  int size() {
    return entries.size();
  }

  void add(Document document, Integer position) {
    for (var entry : entriesOf(document)) entries.put(entry, position);
  }

  @Nullable Integer remove(Document document) {
    Integer position = null;
    for (var entry : entriesOf(document)) {
      var removed = entries.remove(entry);
      if (removed != null) position = removed;
    }
    return position;
  }

  /// False when both documents have the same entries.
  boolean differ(Document one, Document other) {
    var left = entriesOf(one);
    var right = entriesOf(other);
    if (left.size() != right.size()) return true;
    for (var i = 0; i < left.size(); i++) {
      if (order.compare(left.get(i), right.get(i)) != 0) return true;
    }
    return false;
  }

  /// The entries between two places, both included.
  NavigableMap<@Nullable Object[], Integer> between(
      @Nullable Object[] from, @Nullable Object[] to) {
    if (order.compare(from, to) > 0) return new TreeMap<>(order);
    return entries.subMap(from, true, to, true);
  }

  private List<@Nullable Object[]> entriesOf(Document document) {
    var alternatives = new ArrayList<Collection<@Nullable Object>>();
    for (var i = 0; i < paths.size(); i++) alternatives.add(valuesAt(i, document));
    var found = new ArrayList<@Nullable Object[]>();
    found.add(new Object[0]);
    for (var values : alternatives) {
      var longer = new ArrayList<@Nullable Object[]>();
      for (var start : found) {
        for (var value : values) {
          var entry = Arrays.copyOf(start, start.length + 1);
          entry[start.length] = value;
          longer.add(entry);
        }
      }
      found = longer;
    }
    return found;
  }

  private Collection<@Nullable Object> valuesAt(int key, Document document) {
    var value = value(document, paths.get(key));
    if (!(value instanceof Collection<?> several)) {
      var single = new ArrayList<@Nullable Object>(1);
      single.add(normal(key, value));
      return single;
    }
    plain[key] = false;
    var values = new LinkedHashSet<@Nullable Object>();
    for (var one : several) values.add(normal(key, one));
    if (values.isEmpty()) values.add(null);
    return values;
  }

  private @Nullable Object normal(int key, @Nullable Object value) {
    if (value instanceof Decimal128
        || !KeyOrder.isOrderable(value instanceof Missing ? null : value)) {
      plain[key] = false;
    }
    return normal(value);
  }

  /// The value as it stands in entries: numbers of all types alike, missing as null.
  static @Nullable Object normal(@Nullable Object value) {
    if (value == null || value instanceof Missing) return null;
    if (value instanceof String) return value;
    return new KeyValue(List.of(value)).normalized().get(0);
  }
}
