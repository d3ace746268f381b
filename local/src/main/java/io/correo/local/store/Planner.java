package io.correo.local.store;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Chooses the indexes a query goes through.
final class Planner {
  /// How far routes are measured before they count as equally long.
  private static final int MEASURED = 128;

  private static final int MOST_LOOK_UPS = 1000;

  private final List<Index<Integer>> indexes;

  Planner(List<Index<Integer>> indexes) {
    this.indexes = indexes;
  }

  /// The documents to look at, in the order asked for when `sorted`.
  record Plan(Iterator<Integer> positions, boolean sorted) {}

  /// @param orderBy the order asked for, or null
  /// @param limited whether only the first few documents are wanted
  /// @return null when no index helps, and every document must be looked at
  @Nullable Plan plan(Document query, @Nullable Document orderBy, boolean limited) {
    var conditions = Conditions.of(query);
    var found = lookUp(conditions);
    if (found != null) return new Plan(found.iterator(), false);
    var route = best(conditions, orderBy, limited);
    if (route != null) return new Plan(route.positions(), route.isSorted());
    var union = union(conditions);
    return union == null ? null : new Plan(union.iterator(), false);
  }

  /// By all keys of a unique index.
  private @Nullable Collection<Integer> lookUp(Conditions conditions) {
    for (var index : indexes) {
      if (!(index instanceof UniqueIndex unique) || !unique.entries().isUsable()) continue;
      var keys = keys(unique, conditions);
      if (keys == null) continue;
      var positions = new TreeSet<Integer>();
      for (var key : keys) {
        var position = unique.find(key);
        if (position != null) positions.add(position);
      }
      return positions;
    }
    return null;
  }

  private static @Nullable List<List<Object>> keys(UniqueIndex index, Conditions conditions) {
    List<List<Object>> keys = List.of(List.of());
    for (var key : index.getKeys()) {
      var condition = conditions.at(key.getKey());
      var values = condition == null ? null : condition.oneOf();
      if (values == null || (long) keys.size() * values.size() > MOST_LOOK_UPS) return null;
      var longer = new ArrayList<List<Object>>();
      for (var start : keys) {
        for (var value : values) {
          // Sparse indexes do not hold what is null.
          if (value == null) return null;
          var longerKey = new ArrayList<>(start);
          longerKey.add(value);
          longer.add(longerKey);
        }
      }
      keys = longer;
    }
    return keys;
  }

  private @Nullable Route best(Conditions conditions, @Nullable Document orderBy, boolean limited) {
    var routes = routes(conditions, orderBy, limited);
    // One that is alone need not be measured.
    if (routes.size() < 2) return routes.isEmpty() ? null : routes.getFirst();
    Route best = null;
    var bestLength = Integer.MAX_VALUE;
    for (var route : routes) {
      var length = route.length(MEASURED);
      if (best == null || isBetter(route, length, best, bestLength, limited)) {
        best = route;
        bestLength = length;
      }
    }
    return best;
  }

  private List<Route> routes(Conditions conditions, @Nullable Document orderBy, boolean limited) {
    var routes = new ArrayList<Route>();
    for (var index : indexes) {
      if (!(index instanceof Ordered ordered) || !ordered.entries().isUsable()) continue;
      var route = Route.through(ordered.entries(), conditions, orderBy);
      if (route.isBounded() || (limited && route.isSorted())) routes.add(route);
    }
    return routes;
  }

  private static boolean isBetter(
      Route route, int length, Route best, int bestLength, boolean limited) {
    if (length != bestLength) return length < bestLength;
    if (limited && route.isSorted() != best.isSorted()) return route.isSorted();
    return route.fixed() > best.fixed();
  }

  /// Every branch of an `$or` through an index of its own.
  private @Nullable Collection<Integer> union(Conditions conditions) {
    for (var branches : conditions.choices()) {
      var positions = new TreeSet<Integer>();
      var all = true;
      for (var branch : branches) {
        var plan = plan(branch, null, false);
        if (plan == null) {
          all = false;
          break;
        }
        plan.positions().forEachRemaining(positions::add);
      }
      if (all) return positions;
    }
    return null;
  }
}
