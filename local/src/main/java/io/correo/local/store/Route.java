package io.correo.local.store;

import de.bwaldvogel.mongo.bson.Document;
import io.correo.local.store.KeyOrder.Mark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// A way through one index that meets every document a query may match: some ranges of entries that
/// agree in their first keys.
final class Route {
  private static final int MOST_RANGES = 1000;

  private final OrderedEntries entries;
  private final List<NavigableMap<@Nullable Object[], Integer>> ranges = new ArrayList<>();
  private final boolean bounded;

  /// How many leading keys each range holds constant.
  private final int fixed;

  /// +1 when entries come in the order asked for, -1 when in reverse, 0 when neither.
  private final int sorts;

  private Route(OrderedEntries entries, Conditions conditions, @Nullable Document orderBy) {
    this.entries = entries;
    var paths = entries.paths();
    List<@Nullable Object[]> starts = new ArrayList<>();
    starts.add(new Object[0]);
    var key = 0;
    for (; key < paths.size(); key++) {
      var condition = conditions.at(paths.get(key));
      var values = condition == null ? null : condition.oneOf();
      if (values == null || (long) starts.size() * values.size() > MOST_RANGES) break;
      starts = extend(starts, values);
    }
    fixed = key;
    var range = key < paths.size() ? conditions.at(paths.get(key)) : null;
    bounded = fixed > 0 || (range != null && (range.lower() != null || range.upper() != null));
    for (var start : starts) ranges.add(range(start, range));
    sorts = sorts(conditions, orderBy);
  }

  /// @param orderBy the order asked for, or null when any will do
  static Route through(OrderedEntries entries, Conditions conditions, @Nullable Document orderBy) {
    return new Route(entries, conditions, orderBy);
  }

  /// False when it leads through the whole index.
  boolean isBounded() {
    return bounded;
  }

  boolean isSorted() {
    return sorts != 0;
  }

  /// How many leading keys are known exactly.
  int fixed() {
    return fixed;
  }

  /// The number of entries on the way, counted up to `most`.
  int length(int most) {
    var count = 0;
    for (var range : ranges) {
      for (var entry = range.entrySet().iterator(); entry.hasNext(); entry.next()) {
        if (++count >= most) return count;
      }
    }
    return count;
  }

  /// The positions of the documents, each once, in the order asked for if [#isSorted()].
  Iterator<Integer> positions() {
    var ways = new ArrayList<Iterator<Entry<@Nullable Object[], Integer>>>();
    for (var range : ranges) {
      ways.add((sorts < 0 ? range.descendingMap() : range).entrySet().iterator());
    }
    var merged = ways.size() == 1 ? ways.getFirst() : merge(ways);
    return new Positions(merged, ways.size() > 1 || entries.repeatsDocuments());
  }

  private Iterator<Entry<@Nullable Object[], Integer>> merge(
      List<Iterator<Entry<@Nullable Object[], Integer>>> ways) {
    Comparator<@Nullable Object[]> suffix =
        (left, right) -> {
          for (var i = fixed; i < left.length; i++) {
            var order = entries.order().compare(i, left[i], right[i]);
            if (order != 0) return sorts < 0 ? -order : order;
          }
          return 0;
        };
    var heads = new PriorityQueue<Head>((one, other) -> suffix.compare(one.key(), other.key()));
    for (var way : ways) {
      if (way.hasNext()) heads.add(new Head(way.next(), way));
    }
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return !heads.isEmpty();
      }

      @Override
      public Entry<@Nullable Object[], Integer> next() {
        var head = heads.remove();
        if (head.rest().hasNext()) heads.add(new Head(head.rest().next(), head.rest()));
        return head.first();
      }
    };
  }

  private record Head(
      Entry<@Nullable Object[], Integer> first, Iterator<Entry<@Nullable Object[], Integer>> rest) {
    @Nullable Object[] key() {
      return first.getKey();
    }
  }

  private NavigableMap<@Nullable Object[], Integer> range(
      @Nullable Object[] start, @Nullable Condition condition) {
    var from = Arrays.copyOf(start, start.length + 2);
    var to = Arrays.copyOf(start, start.length + 2);
    Arrays.fill(from, start.length, from.length, Mark.FIRST);
    Arrays.fill(to, start.length, to.length, Mark.LAST);
    if (condition != null) {
      var key = start.length;
      var low = low(condition);
      var high = high(condition);
      if (low != null && high != null && !entries.isPlain(key)) {
        // Different elements of an array may fulfil the two bounds: follow only one of them.
        if (condition.lower() != null) high = Mark.after(condition.lower());
        else if (condition.upper() != null) low = Mark.before(condition.upper());
      }
      if (low != null) (entries.isAscending(key) ? from : to)[key] = low;
      if (high != null) (entries.isAscending(key) ? to : from)[key] = high;
    }
    return entries.between(from, to);
  }

  /// A bound demands its own type, so the other end is where that type ends.
  private static @Nullable Object low(Condition condition) {
    if (condition.lower() != null) return condition.lower();
    return condition.upper() == null ? null : Mark.before(condition.upper());
  }

  private static @Nullable Object high(Condition condition) {
    if (condition.upper() != null) return condition.upper();
    return condition.lower() == null ? null : Mark.after(condition.lower());
  }

  private int sorts(Conditions conditions, @Nullable Document orderBy) {
    if (orderBy == null || orderBy.isEmpty() || orderBy.containsKey("$natural")) return 0;
    var key = fixed;
    var direction = 0;
    for (var wanted : orderBy.entrySet()) {
      if (isConstant(wanted.getKey(), conditions)) continue;
      // After `_id` nothing is left to tell apart, unless each range is just one `_id`.
      if (key == entries.paths().size())
        return ranges.size() > 1 && key == fixed ? 0 : direction(direction);
      if (!entries.paths().get(key).equals(wanted.getKey()) || !entries.isPlain(key)) return 0;
      var ascending = ((Number) wanted.getValue()).intValue() > 0;
      var asked = ascending == entries.isAscending(key) ? 1 : -1;
      if (direction != 0 && direction != asked) return 0;
      direction = asked;
      key++;
    }
    return direction(direction);
  }

  private static int direction(int asked) {
    return asked == 0 ? 1 : asked;
  }

  /// True when all documents on the way have the same value there.
  private boolean isConstant(String path, Conditions conditions) {
    var condition = conditions.at(path);
    var key = entries.paths().indexOf(path);
    return key >= 0
        && key < fixed
        && entries.isPlain(key)
        && condition != null
        && condition.oneOf() != null
        && condition.oneOf().size() == 1;
  }

  private static List<@Nullable Object[]> extend(
      List<@Nullable Object[]> starts, List<@Nullable Object> values) {
    var longer = new ArrayList<@Nullable Object[]>();
    for (var start : starts) {
      for (var value : new HashSet<>(values)) {
        var entry = Arrays.copyOf(start, start.length + 1);
        entry[start.length] = value;
        longer.add(entry);
      }
    }
    return longer;
  }

  /// Entries as positions, none of them twice.
  private static final class Positions implements Iterator<Integer> {
    private final Iterator<Entry<@Nullable Object[], Integer>> way;
    private final @Nullable HashSet<Integer> seen;
    private @Nullable Integer next;

    Positions(Iterator<Entry<@Nullable Object[], Integer>> way, boolean mayRepeat) {
      this.way = way;
      this.seen = mayRepeat ? new HashSet<>() : null;
    }

    @Override
    public boolean hasNext() {
      while (next == null && way.hasNext()) {
        var position = way.next().getValue();
        if (seen == null || seen.add(position)) next = position;
      }
      return next != null;
    }

    @Override
    public Integer next() {
      if (!hasNext()) throw new NoSuchElementException();
      var position = Objects.requireNonNull(next);
      next = null;
      return position;
    }
  }
}
