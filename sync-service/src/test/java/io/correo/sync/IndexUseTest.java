package io.correo.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.correo.events.MailFact.MessageStateChanged;
import io.correo.sync.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/// No query walks through a whole collection.
class IndexUseTest {
  private final World world = World.started();

  @Test
  void servesEveryQueryByAnIndex() {
    var gmail = world.gmail();
    var message = gmail.receive("Any");
    var mailbox = gmail.imported();
    gmail.change(message, "{\"starred\":true}");
    await()
        .untilAsserted(
            () ->
                assertThat(world.topics().facts(mailbox, MessageStateChanged.class)).isNotEmpty());
    world.ana().get("/api/v1/mailboxes");
    world.ana().send("DELETE", "/api/v1/mailboxes/" + mailbox, "application/json", "");
    await()
        .untilAsserted(
            () ->
                assertThat(world.queries().seen())
                    .anyMatch(
                        it -> it.command().equals("delete") && it.collection().equals("ledger")));

    assertThat(world.queries().seen()).hasSizeGreaterThan(20);
    assertThat(world.queries().seen())
        .allSatisfy(
            query ->
                assertThat(indexes(query.collection()))
                    .as(query.toString())
                    .anyMatch(keys -> covers(keys, query.fields())));
  }

  /// Its first keys, or what must be unique, are among the fields asked by.
  private static boolean covers(List<String> keys, Set<String> fields) {
    if (fields.contains("_id") && keys.equals(List.of("_id"))) return true;
    var leading = 0;
    while (leading < keys.size() && fields.contains(keys.get(leading))) leading++;
    return leading > 0 && (leading == keys.size() || fields.size() <= leading);
  }

  private List<List<String>> indexes(String collection) {
    var indexes = new ArrayList<List<String>>();
    // Also where a collection is asked for before anything was put there.
    indexes.add(List.of("_id"));
    for (var index : world.bean(MongoDatabase.class).getCollection(collection).listIndexes()) {
      indexes.add(List.copyOf(index.get("key", Document.class).keySet()));
    }
    return indexes;
  }
}
