package io.correo.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;

/// Every query the code runs is covered by a declared index, or by `_id`.
class QueriesUseIndexesTest {
  private record Query(String collection, Set<String> fields) {}

  @Test
  void neverScansACollection() {
    var asked = ConcurrentHashMap.<Query>newKeySet();
    MongoClientSettingsBuilderCustomizer listening =
        settings -> settings.addCommandListener(new Listening(asked));
    try (var compose = new RunningCompose(listening)) {
      var draft = compose.draft("Índices", "indice@obra.example");
      compose.get("/drafts");
      compose.get("/drafts?limit=1");
      compose.get("/drafts?mailbox=" + compose.ana);
      compose.get("/templates");
      compose.post("/templates", Map.of("name", "x"));
      compose.post(
          "/drafts/" + draft + "/attachments?name=a.txt",
          new byte[10],
          "Content-Type",
          "text/plain");
      var send = compose.send(draft, "idx", Map.of("undoSeconds", 0)).text("send");
      await()
          .atMost(Duration.ofSeconds(15))
          .until(() -> compose.get("/sends/" + send).text("state").equals("sent"));
      compose.get("/sends?state=scheduled");

      assertThat(asked).extracting(Query::collection).contains("drafts", "sends", "files.chunks");
      for (var query : asked) {
        assertThat(firstKeys(compose, query.collection()))
            .as("indexes for %s", query)
            .containsAnyElementsOf(query.fields());
      }
    }
  }

  private static List<String> firstKeys(RunningCompose compose, String collection) {
    var database =
        compose.bean(MongoClient.class).getDatabase(compose.database).getCollection(collection);
    var keys = new ArrayList<>(List.of("_id"));
    for (var index : database.listIndexes()) {
      keys.add(index.get("key", org.bson.Document.class).keySet().iterator().next());
    }
    return keys;
  }

  private record Listening(Set<Query> asked) implements CommandListener {
    @Override
    public void commandStarted(CommandStartedEvent event) {
      var command = event.getCommand();
      switch (event.getCommandName()) {
        case "find" -> note(command, "find", command.getDocument("filter", new BsonDocument()));
        case "update" ->
            command
                .getArray("updates")
                .forEach(u -> note(command, "update", u.asDocument().getDocument("q")));
        case "delete" ->
            command
                .getArray("deletes")
                .forEach(d -> note(command, "delete", d.asDocument().getDocument("q")));
        default -> {}
      }
    }

    private void note(BsonDocument command, String name, BsonDocument filter) {
      var collection = command.getString(name).getValue();
      // Whether there is anything at all: GridFS asks once, before it makes its indexes.
      if (filter.isEmpty() && collection.startsWith("files.")) return;
      asked.add(new Query(collection, fields(filter)));
    }

    private static Set<String> fields(BsonDocument filter) {
      var fields = new LinkedHashSet<String>();
      filter.forEach(
          (name, value) -> {
            if (name.equals("$and"))
              value.asArray().forEach(f -> fields.addAll(fields(f.asDocument())));
            else fields.add(name);
          });
      return fields;
    }
  }
}
