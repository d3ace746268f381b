package io.correo.local.store;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A query taken apart into what indexes can use. What is left out only means more to look at: the
/// whole query is applied to every candidate.
final class Conditions {
  private final Map<String, Condition> byPath = new HashMap<>();
  private final List<List<Document>> choices = new ArrayList<>();

  private Conditions() {}

  static Conditions of(Document query) {
    var conditions = new Conditions();
    conditions.read("", query);
    conditions.readRangesOfChoices();
    return conditions;
  }

  @Nullable Condition at(String path) {
    return byPath.get(path);
  }

  /// The branches of each `$or`.
  List<List<Document>> choices() {
    return choices;
  }

  private void read(String prefix, Document query) {
    for (var part : query.entrySet()) {
      var key = part.getKey();
      if (key.equals("$and") && part.getValue() instanceof List<?> all) {
        for (var one : all) {
          if (one instanceof Document document) read(prefix, document);
        }
      } else if (key.equals("$or") && part.getValue() instanceof List<?> any && prefix.isEmpty()) {
        var branches = new ArrayList<Document>();
        for (var one : any) {
          if (one instanceof Document document) branches.add(document);
        }
        if (branches.size() == any.size() && !branches.isEmpty()) choices.add(branches);
      } else if (!key.startsWith("$")) {
        demand(prefix + key, part.getValue());
      }
    }
  }

  private void demand(String path, @Nullable Object value) {
    if (!(value instanceof Document document) || BsonRegularExpression.isRegularExpression(value)) {
      if (isExact(value)) require(path, Condition.oneOf(single(value)));
      return;
    }
    if (path.equals("_id") && isWhole(document)) {
      require(path, Condition.oneOf(single(document)));
      return;
    }
    for (var operator : document.entrySet()) operator(path, operator.getKey(), operator.getValue());
  }

  private void operator(String path, String operator, @Nullable Object value) {
    switch (operator) {
      case "$eq" -> {
        if (isExact(value)) require(path, Condition.oneOf(single(value)));
      }
      case "$in" -> {
        if (value instanceof Collection<?> all && all.stream().allMatch(Conditions::isExact)) {
          var values = new ArrayList<@Nullable Object>();
          for (var one : all) values.add(OrderedEntries.normal(one));
          require(path, Condition.oneOf(values));
        }
      }
      case "$all" -> {
        if (value instanceof List<?> all && !all.isEmpty() && isScalar(all.getFirst())) {
          require(path, Condition.oneOf(single(all.getFirst())));
        }
      }
      case "$gt", "$gte" -> {
        if (isScalar(value)) {
          require(path, new Condition(null, OrderedEntries.normal(value), null));
        }
      }
      case "$lt", "$lte" -> {
        if (isScalar(value)) {
          require(path, new Condition(null, null, OrderedEntries.normal(value)));
        }
      }
      case "$elemMatch" -> {
        if (value instanceof Document element
            && element.keySet().stream().noneMatch(key -> key.startsWith("$"))) {
          read(path + ".", element);
        }
      }
      default -> {} // no index helps
    }
  }

  private void require(String path, Condition condition) {
    byPath.merge(path, condition, Condition::and);
  }

  /// `{$or: [{date: {$lt: d}}, {date: d, _id: {$lt: i}}]}`, the next page of a list, bounds `date`.
  private void readRangesOfChoices() {
    for (var branches : choices) {
      Map<String, Condition> shared = null;
      for (var branch : branches) {
        var conditions = of(branch).byPath;
        if (shared == null) {
          shared = new HashMap<>(conditions);
        } else {
          shared.keySet().retainAll(conditions.keySet());
          for (var path : List.copyOf(shared.keySet())) {
            var either =
                Objects.requireNonNull(shared.get(path))
                    .or(Objects.requireNonNull(conditions.get(path)));
            if (either == null) shared.remove(path);
            else shared.put(path, either);
          }
        }
      }
      if (shared != null) shared.forEach(this::require);
    }
  }

  private static List<@Nullable Object> single(@Nullable Object value) {
    var values = new ArrayList<@Nullable Object>(1);
    values.add(OrderedEntries.normal(value));
    return values;
  }

  /// An id made of several values. Elsewhere the server compares documents more loosely than an
  /// index does.
  private static boolean isWhole(Document value) {
    return !value.isEmpty()
        && value.entrySet().stream()
            .allMatch(part -> !part.getKey().startsWith("$") && isScalar(part.getValue()));
  }

  private static boolean isExact(@Nullable Object value) {
    return value == null || isScalar(value);
  }

  private static boolean isScalar(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Double number -> !number.isNaN();
      case Integer _, Long _, String _, Boolean _, Instant _, ObjectId _, UUID _ -> true;
      case LegacyUUID _, BinData _, BsonTimestamp _ -> true;
      default -> false;
    };
  }
}
