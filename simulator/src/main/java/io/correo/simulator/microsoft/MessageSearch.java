package io.correo.simulator.microsoft;

import io.correo.simulator.mail.StoredMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Which messages a list is asked for, and in which order: `$filter`, `$search`, `$orderby`.
final class MessageSearch {

  private final GraphCall call;
  private final Predicate<StoredMessage> matches;
  private final Comparator<StoredMessage> order;
  private final boolean newestFirst;

  MessageSearch(GraphCall call, String filter, String search, String orderBy) {
    this.call = call;
    var test = ODataFilter.read(filter);
    var words = search.replace("\"", "").toLowerCase(Locale.ROOT).strip();
    if (!words.isEmpty() && !(filter.isBlank() && orderBy.isBlank())) {
      throw GraphException.of(
          400,
          "SearchWithFilter",
          "The query parameter '$search' is not supported with '$filter' or '$orderby'.");
    }
    this.matches =
        message ->
            test.passes(name -> value(call.seen(message), name))
                && (words.isEmpty() || text(message).contains(words));
    var keys = keys(orderBy);
    this.newestFirst =
        keys.isEmpty() || keys.getFirst().equals(Map.entry("receivedDateTime", true));
    this.order = order(keys);
    sameOrder(filter, keys);
  }

  Predicate<StoredMessage> filter() {
    return matches;
  }

  /// Messages with these labels, from after the first `skip`, at most `max`.
  List<StoredMessage> page(Set<String> labels, int skip, int max) {
    if (newestFirst) {
      var found = call.mailbox().list(labels, matches, null, skip + max);
      return found.subList(Math.min(skip, found.size()), found.size());
    }
    var all = new ArrayList<>(all(labels));
    all.sort(order);
    return all.subList(Math.min(skip, all.size()), Math.min(skip + max, all.size()));
  }

  List<StoredMessage> all(Set<String> labels) {
    return call.mailbox().list(labels, matches, null, Integer.MAX_VALUE);
  }

  private static String text(StoredMessage message) {
    var content = message.content();
    return (content.subject() + " " + content.from() + " " + content.snippet())
        .toLowerCase(Locale.ROOT);
  }

  private static @Nullable Object value(GraphMessage message, String path) {
    if (path.equals("id")) {
      return message.id();
    }
    if (path.equals("singleValueExtendedProperties")) {
      var found = new ArrayList<Map<String, String>>();
      ExtendedProperties.all(message.stored())
          .forEach((id, value) -> found.add(Map.of("id", id, "value", value)));
      return found;
    }
    int slash = path.indexOf('/');
    var name = slash < 0 ? path : path.substring(0, slash);
    if (!MessageProperties.knows(name)) {
      throw GraphException.badQuery(
          "Could not find a property named '" + name + "' on type 'microsoft.graph.message'.");
    }
    var value = MessageProperties.read(message, name);
    return slash < 0 ? value : ODataFilter.walk(value, path.substring(slash + 1));
  }

  /// Properties in order, each with whether it descends.
  private static List<Map.Entry<String, Boolean>> keys(String orderBy) {
    var keys = new ArrayList<Map.Entry<String, Boolean>>();
    for (var key : orderBy.strip().split("\\s*,\\s*")) {
      var words = key.strip().split("\\s+");
      if (!words[0].isEmpty()) {
        keys.add(Map.entry(words[0], words.length > 1 && words[1].equalsIgnoreCase("desc")));
      }
    }
    return keys;
  }

  private Comparator<StoredMessage> order(List<Map.Entry<String, Boolean>> keys) {
    Comparator<StoredMessage> order = (_, _) -> 0;
    for (var key : keys) {
      Comparator<StoredMessage> next =
          Comparator.comparing(
              message -> String.valueOf(value(call.seen(message), key.getKey())),
              String.CASE_INSENSITIVE_ORDER);
      order = order.thenComparing(key.getValue() ? next.reversed() : next);
    }
    return order.thenComparing(StoredMessage::position);
  }

  /// Exchange sorts only by what it filters by first, in the same order.
  private static void sameOrder(String filter, List<Map.Entry<String, Boolean>> keys) {
    if (filter.isBlank()) {
      return;
    }
    int from = -1;
    var used = new LinkedHashMap<String, Integer>();
    for (var key : keys) {
      used.put(key.getKey(), filter.indexOf(key.getKey()));
    }
    boolean first =
        keys.isEmpty() || used.getOrDefault(keys.getFirst().getKey(), -1) == start(filter);
    for (int at : used.values()) {
      if (at <= from || !first) {
        throw GraphException.of(
            400,
            "InefficientFilter",
            "The restriction or sort order is too complex for this operation.");
      }
      from = at;
    }
  }

  private static int start(String filter) {
    int at = 0;
    while (at < filter.length() && "( ".indexOf(filter.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }
}
