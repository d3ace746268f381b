package io.correo.local.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a query demands of one path, as far as an index can help: one of some values, or a range.
/// Values are normalised; both ends of a range count as included. A document that matches the query
/// fulfils it; not every document that fulfils it matches.
///
/// @param oneOf the values allowed, or null when any is
/// @param lower the least value, or null
/// @param upper the greatest value, or null
record Condition(
    @Nullable List<@Nullable Object> oneOf, @Nullable Object lower, @Nullable Object upper) {
  private static final KeyOrder ORDER = new KeyOrder(new boolean[] {true});

  static Condition oneOf(List<@Nullable Object> values) {
    return new Condition(values, null, null);
  }

  /// Both demands at once, as well as an index can follow them.
  Condition and(Condition other) {
    var values = oneOf;
    if (values == null || (other.oneOf != null && other.oneOf.size() < values.size())) {
      values = other.oneOf;
    }
    return new Condition(values, tighter(lower, other.lower, 1), tighter(upper, other.upper, -1));
  }

  /// Either demand: the range that holds both, or null when there is none.
  @Nullable Condition or(Condition other) {
    if (oneOf != null && other.oneOf != null) {
      var all = new ArrayList<@Nullable Object>(oneOf);
      all.addAll(other.oneOf);
      return oneOf(all);
    }
    var left = asRange();
    var right = other.asRange();
    if (left == null || right == null) return null;
    var low = wider(left.lower, right.lower, -1);
    var high = wider(left.upper, right.upper, 1);
    return low == null && high == null ? null : new Condition(null, low, high);
  }

  private @Nullable Condition asRange() {
    if (oneOf == null) return this;
    if (oneOf.size() != 1 || oneOf.getFirst() == null) return null;
    return new Condition(null, oneOf.getFirst(), oneOf.getFirst());
  }

  private static @Nullable Object tighter(@Nullable Object one, @Nullable Object other, int sign) {
    if (one == null) return other;
    if (other == null || !sameType(one, other)) return one;
    return ORDER.compare(0, one, other) * sign >= 0 ? one : other;
  }

  /// Null when one side has no bound or the types differ: then there is no bound.
  private static @Nullable Object wider(@Nullable Object one, @Nullable Object other, int sign) {
    if (one == null || other == null || !sameType(one, other)) return null;
    return ORDER.compare(0, one, other) * sign >= 0 ? one : other;
  }

  private static boolean sameType(Object one, Object other) {
    return KeyOrder.Mark.before(one).equals(KeyOrder.Mark.before(other));
  }
}
