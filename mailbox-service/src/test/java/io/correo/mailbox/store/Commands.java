package io.correo.mailbox.store;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonDocument;

/// Listens to what the driver sends, and tells queries that no declared index carries. Lets
/// something happen between two of them.
public final class Commands implements CommandListener {
  private final Set<String> uncovered = ConcurrentHashMap.newKeySet();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Map<String, Runnable> meanwhile = new ConcurrentHashMap<>();
  private final Map<Integer, Runnable> following = new ConcurrentHashMap<>();

  /// Happens once, after the next look for something and before who looked hears what was found.
  ///
  /// @param sought an id the look names
  public void afterLook(String sought, Runnable what) {
    meanwhile.put(sought, what);
  }

  @Override
  public void commandSucceeded(CommandSucceededEvent event) {
    var what = following.remove(event.getRequestId());
    if (what != null) what.run();
  }

  @Override
  public void commandStarted(CommandStartedEvent event) {
    var command = event.getCommand();
    if (!meanwhile.isEmpty() && event.getCommandName().equals("find")) remember(event);
    switch (event.getCommandName()) {
      case "find" ->
          check(
              command.getString("find").getValue(),
              command.getDocument("filter", new BsonDocument()),
              command.getDocument("sort", new BsonDocument()));
      case "findAndModify" ->
          check(
              command.getString("findAndModify").getValue(),
              command.getDocument("query", new BsonDocument()),
              new BsonDocument());
      case "aggregate" -> {
        var first = command.getArray("pipeline").getFirst().asDocument();
        check(
            command.getString("aggregate").getValue(),
            first.getDocument("$match", new BsonDocument()),
            new BsonDocument());
      }
      case "update" -> each(command, "update", "updates");
      case "delete" -> each(command, "delete", "deletes");
      default -> {} // nothing is looked for
    }
  }

  private void remember(CommandStartedEvent look) {
    var named = look.getCommand().toJson();
    for (var sought : meanwhile.keySet()) {
      var what = named.contains(sought) ? meanwhile.remove(sought) : null;
      if (what != null) following.put(look.getRequestId(), what);
    }
  }

  private void each(BsonDocument command, String name, String list) {
    if (!command.containsKey(list)) return;
    for (var one : command.getArray(list)) {
      check(
          command.getString(name).getValue(),
          one.asDocument().getDocument("q"),
          new BsonDocument());
    }
  }

  private void check(String collection, BsonDocument filter, BsonDocument sort) {
    var equal = new LinkedHashSet<String>();
    var ranged = new LinkedHashSet<String>();
    conditions(filter, equal, ranged);
    var shape = collection + " " + equal + " ~" + ranged + " sort " + sort.keySet();
    seen.add(shape);
    var indexes = new ArrayList<>(Indexes.keys(collection));
    indexes.add(List.of("_id"));
    if (indexes.stream().noneMatch(keys -> carries(keys, equal, ranged, sort.keySet()))) {
      uncovered.add(shape);
    }
  }

  private static boolean carries(
      List<String> keys, Set<String> equal, Set<String> ranged, Set<String> sort) {
    var prefix = 0;
    while (prefix < keys.size() && equal.contains(keys.get(prefix))) prefix++;
    if (prefix == 0 && !ranged.contains(keys.getFirst())) return false;
    var rest = keys.subList(prefix, keys.size());
    var wanted = sort.stream().filter(key -> !equal.contains(key)).toList();
    return rest.size() >= wanted.size() && rest.subList(0, wanted.size()).equals(wanted);
  }

  private static void conditions(BsonDocument filter, Set<String> equal, Set<String> ranged) {
    for (var entry : filter.entrySet()) {
      if (entry.getKey().equals("$and")) {
        for (var part : entry.getValue().asArray()) conditions(part.asDocument(), equal, ranged);
      } else if (!entry.getKey().startsWith("$")) {
        var range =
            entry.getValue().isDocument()
                && !entry.getValue().asDocument().isEmpty()
                && !entry.getValue().asDocument().containsKey("$in")
                && !entry.getValue().asDocument().containsKey("$eq")
                && entry.getValue().asDocument().getFirstKey().startsWith("$");
        (range ? ranged : equal).add(entry.getKey());
      }
    }
  }

  public Set<String> uncovered() {
    return uncovered;
  }

  public Set<String> seen() {
    return seen;
  }
}
