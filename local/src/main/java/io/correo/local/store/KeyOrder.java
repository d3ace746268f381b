package io.correo.local.store;

import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The order of an index's entries: key by key, each in its direction, values in the order of BSON
/// types. An entry may end early with a [Mark], which is how ranges are bounded.
final class KeyOrder implements Comparator<@Nullable Object[]> {
  private static final ValueComparator VALUES = ValueComparator.ascWithoutListHandling();

  /// In the order of https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/ as
  /// the server's own comparator has it; null and missing come before all of them.
  private static final List<Class<?>> TYPES =
      List.of(
          Number.class,
          String.class,
          Document.class,
          Collection.class,
          BinData.class,
          LegacyUUID.class,
          UUID.class,
          ObjectId.class,
          Boolean.class,
          Instant.class,
          BsonTimestamp.class);

  private final boolean[] ascending;

  /// @param ascending the direction of each key
  KeyOrder(boolean[] ascending) {
    this.ascending = ascending;
  }

  /// A place that no value has: before or after all values (of one type, or at all).
  record Mark(int rank, int side) {
    /// Before and after every entry, whatever the direction of the key.
    static final Mark FIRST = new Mark(Integer.MIN_VALUE, -1);

    static final Mark LAST = new Mark(Integer.MAX_VALUE, 1);

    boolean isOutermost() {
      return rank == Integer.MIN_VALUE || rank == Integer.MAX_VALUE;
    }

    static Mark before(Object value) {
      return new Mark(KeyOrder.rank(value), -1);
    }

    static Mark after(Object value) {
      return new Mark(KeyOrder.rank(value), 1);
    }
  }

  @Override
  public int compare(@Nullable Object[] left, @Nullable Object[] right) {
    for (var i = 0; i < Math.min(left.length, right.length); i++) {
      var order = compare(i, left[i], right[i]);
      if (order != 0) return order;
    }
    return 0;
  }

  /// Compares the values of key number `i` in the direction of that key.
  int compare(int i, @Nullable Object left, @Nullable Object right) {
    if (left instanceof Mark mark && mark.isOutermost()) return mark.side();
    if (right instanceof Mark mark && mark.isOutermost()) return -mark.side();
    var order = values(left, right);
    return ascending[i] ? order : -order;
  }

  /// True when the type has an order of its own that sorting agrees with.
  static boolean isOrderable(@Nullable Object value) {
    return value == null || (rank(value) <= TYPES.size() && !(value instanceof Collection));
  }

  private static int values(@Nullable Object left, @Nullable Object right) {
    // Nearly all keys are of these types, and nearly all the work is here.
    if (left instanceof String a && right instanceof String b) return a.compareTo(b);
    if (left instanceof Double a && right instanceof Double b) return a.compareTo(b);
    if (left instanceof Instant a && right instanceof Instant b) return a.compareTo(b);
    if (left == null && right == null) return 0;
    var byType = Integer.compare(rank(left), rank(right));
    if (byType != 0 || left == null || right == null) return byType;
    if (left instanceof Mark mark) return mark.side();
    if (right instanceof Mark mark) return -mark.side();
    if (left instanceof Number a && right instanceof Number b) return numbers(a, b);
    if (rank(left) <= TYPES.size()) return VALUES.compare(left, right);
    return left.toString().compareTo(right.toString());
  }

  /// Numbers arrive normalised: a Double, or a Long that no double can represent.
  private static int numbers(Number left, Number right) {
    if (left instanceof Long a && right instanceof Long b) return Long.compare(a, b);
    var floating = left instanceof Double ? left.doubleValue() : right.doubleValue();
    if (Double.isNaN(floating) || Double.isInfinite(floating)) {
      return Double.compare(left.doubleValue(), right.doubleValue());
    }
    return new BigDecimal(left.toString()).compareTo(new BigDecimal(right.toString()));
  }

  private static int rank(@Nullable Object value) {
    if (value == null) return 0;
    if (value instanceof Mark mark) return mark.rank();
    for (var i = 0; i < TYPES.size(); i++) {
      if (TYPES.get(i).isInstance(value)) return i + 1;
    }
    return TYPES.size() + 1;
  }
}
