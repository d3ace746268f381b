package io.correo.benchmarks.idle;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/// Makes many connected mailboxes out of one that sync-service connected itself: every document it
/// wrote about it, again under other names. So they are stored as the service stores them.
final class Copies implements AutoCloseable {
  private static final String DATABASE = "correo_sync";
  private static final int BATCH = 500;
  private static final int TENANTS = 1_000;

  private final MongoClient client;
  private final MongoDatabase database;
  private final Original original;
  private final Map<String, List<Document>> documents;
  private final Date silentUntil;

  private Copies(
      MongoClient client, Original original, Map<String, List<Document>> documents, Clock clock) {
    this.client = client;
    this.database = client.getDatabase(DATABASE);
    this.original = original;
    this.documents = documents;
    this.silentUntil = Date.from(clock.instant().plus(Duration.ofDays(7)));
  }

  /// Reads the original, which must be at rest, and the only mailbox in the store.
  static Copies of(String mongo, String mailbox, Clock clock) {
    var client = MongoClients.create(mongo);
    var database = client.getDatabase(DATABASE);
    var found = new LinkedHashMap<String, List<Document>>();
    for (var collection : database.listCollectionNames()) {
      // Who is on the way to a consent page is no mailbox yet.
      if (collection.equals("connections") || collection.startsWith("system.")) continue;
      found.put(collection, database.getCollection(collection).find().into(new ArrayList<>()));
    }
    var stored = database.getCollection("mailboxes").find(new Document("_id", mailbox)).first();
    if (stored == null) throw new IllegalStateException(mailbox + " is not in the store");
    return new Copies(client, Original.of(stored), found, clock);
  }

  int documentsEach() {
    return documents.values().stream().mapToInt(List::size).sum();
  }

  /// @param from number of the first
  /// @param to number behind the last
  void insert(int from, int to) {
    for (var entry : documents.entrySet()) {
      var collection = database.getCollection(entry.getKey());
      var batch = new ArrayList<Document>();
      for (var n = from; n < to; n++) {
        for (var document : entry.getValue()) {
          // What there is of a tenant, its first mailbox brought.
          if (original.isOfTenant(document) && n >= TENANTS) continue;
          batch.add(copy(entry.getKey(), document, n));
        }
        if (batch.size() < BATCH && n + 1 < to) continue;
        if (!batch.isEmpty()) collection.insertMany(batch);
        batch.clear();
      }
    }
  }

  private Document copy(String collection, Document document, int n) {
    var copy = original.copy(document, "c" + n, "tenant" + n % TENANTS);
    // Their tokens are sealed for another mailbox, so they must not come to their turn.
    if (collection.equals("schedule")) copy.put("dueAt", silentUntil);
    return copy;
  }

  @Override
  public void close() {
    client.close();
  }
}
