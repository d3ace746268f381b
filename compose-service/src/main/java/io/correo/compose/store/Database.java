package io.correo.compose.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.gridfs.GridFSBucket;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import org.bson.Document;

/// The database of this service, with every index its queries need, made at start. A test listens
/// to the driver's commands and proves that no query goes without.
public final class Database {
  public static final String DRAFTS = "drafts";
  public static final String SENDS = "sends";
  public static final String MAILBOXES = "mailboxes";
  public static final String TEMPLATES = "templates";
  public static final String DIRECTORY = "directory";
  public static final String PROGRESS = "progress";
  private static final String FILES = "files";

  private final MongoDatabase database;

  public Database(MongoClient client, String name) {
    this.database = client.getDatabase(name);
    declareIndexes();
  }

  private void declareIndexes() {
    var drafts = collection(DRAFTS);
    drafts.createIndex(
        Indexes.compoundIndex(
            Indexes.ascending("tenant", "user", "listed"), Indexes.descending("updatedAt", "_id")));
    drafts.createIndex(Indexes.ascending("message"));
    drafts.createIndex(Indexes.ascending("mirrorAt"));
    drafts.createIndex(Indexes.ascending("mailbox"));

    var sends = collection(SENDS);
    sends.createIndex(Indexes.ascending("tenant", "user", "key"), new IndexOptions().unique(true));
    sends.createIndex(Indexes.ascending("state", "dueAt"));
    sends.createIndex(Indexes.ascending("unpublished"));
    sends.createIndex(
        Indexes.compoundIndex(
            Indexes.ascending("tenant", "user", "state"), Indexes.descending("acceptedAt", "_id")));
    sends.createIndex(Indexes.ascending("mailbox"));

    collection(MAILBOXES).createIndex(Indexes.ascending("tenant", "members"));
    collection(TEMPLATES).createIndex(Indexes.ascending("tenant", "name"));
  }

  public MongoCollection<Document> collection(String name) {
    return database.getCollection(name);
  }

  /// Where the bytes of attachments are.
  public GridFSBucket files() {
    return GridFSBuckets.create(database, FILES);
  }
}
