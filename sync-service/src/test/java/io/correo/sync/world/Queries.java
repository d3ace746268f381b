package io.correo.sync.world;

import com.mongodb.MongoClientSettings;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonDocument;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;

/// Listens to what the service asks its store: which fields of which collection it filters by.
public final class Queries implements MongoClientSettingsBuilderCustomizer, CommandListener {
  private final Set<Query> seen = ConcurrentHashMap.newKeySet();

  /// @param fields all that the filter names
  public record Query(String command, String collection, Set<String> fields) {}

  public Set<Query> seen() {
    return seen;
  }

  @Override
  public void customize(MongoClientSettings.Builder settings) {
    settings.addCommandListener(this);
  }

  @Override
  public void commandStarted(CommandStartedEvent event) {
    var command = event.getCommand();
    var name = event.getCommandName();
    switch (name) {
      case "find" -> note(name, command, command.getDocument("filter", new BsonDocument()));
      case "findAndModify" -> note(name, command, command.getDocument("query"));
      case "update" ->
          command
              .getArray("updates")
              .forEach(it -> note(name, command, it.asDocument().getDocument("q")));
      case "delete" ->
          command
              .getArray("deletes")
              .forEach(it -> note(name, command, it.asDocument().getDocument("q")));
      case "aggregate" ->
          command
              .getArray("pipeline")
              .forEach(
                  it -> {
                    var stage = it.asDocument();
                    if (stage.containsKey("$match")) {
                      note(name, command, stage.getDocument("$match"));
                    }
                  });
      default -> {}
    }
  }

  private void note(String name, BsonDocument command, BsonDocument filter) {
    var fields = new TreeSet<String>();
    collect(filter, fields);
    seen.add(new Query(name, command.getString(name).getValue(), fields));
  }

  private static void collect(BsonDocument filter, Set<String> fields) {
    filter.forEach(
        (field, value) -> {
          if (field.equals("$and")) {
            value.asArray().forEach(part -> collect(part.asDocument(), fields));
          } else {
            fields.add(field);
          }
        });
  }
}
