package io.correo.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.correo.events.MailFact.MessageStateChanged;
import io.correo.service.paging.PageCursor;
import io.correo.sync.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/// No query walks through a whole collection.
class IndexUseTest {
  private final World world = World.started();
  private final String cursor = new PageCursor(Instant.parse("2030-01-01T00:00:00Z"), "x").encode();

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
    askAsAnOperator();
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

  private void askAsAnOperator() {
    var lane = "{\"lane\":\"shared\"}";
    for (var operator :
        List.of(
            world.person("olga", "acme", "email:read email:send email:admin"),
            world.person("root", "", "email:admin"))) {
      operator.get("/api/v1/admin/lanes");
      operator.get("/api/v1/admin/tenants");
      operator.send("PUT", "/api/v1/admin/tenants/acme/lane", "application/json", lane);
      for (var query :
          List.of("", "?state=connected", "?lane=shared", "?state=connected&lane=shared")) {
        var page = operator.get("/api/v1/admin/mailboxes" + query);
        assertThat(page.status()).isEqualTo(200);
      }
      operator.get("/api/v1/admin/mailboxes?limit=1&cursor=" + cursor);
      operator.get("/api/v1/admin/tenants?limit=1&cursor=" + cursor);
      operator.get("/api/v1/admin/dead-letters");
      operator.get("/api/v1/admin/dead-letters?topic=mail.changes&cursor=" + cursor);
      operator.get("/api/v1/admin/dead-letters/none");
    }
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
