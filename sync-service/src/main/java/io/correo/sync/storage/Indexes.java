package io.correo.sync.storage;

import static com.mongodb.client.model.Indexes.ascending;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import org.bson.conversions.Bson;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/// Every index there is, declared in one place and created at start. A query that none of them
/// covers is a bug. Collections that are only read by `_id` do not appear.
@Component
public final class Indexes implements SmartInitializingSingleton {
  private final MongoDatabase database;

  Indexes(MongoDatabase database) {
    this.database = database;
  }

  @Override
  public void afterSingletonsInstantiated() {
    // An erased mailbox gives its account back by taking another key: see Mailboxes.
    unique("mailboxes", ascending("tenant", "provider", "accountKey"));
    plain("mailboxes", ascending("tenant", "members.user"));
    plain("mailboxes", ascending("addressKey", "provider"));
    plain("mailboxes", ascending("provider", "accountKey"));
    plain("mailboxes", ascending("unannounced"));
    plain("mailboxes", ascending("tenant", "state", "place"));
    plain("mailboxes", ascending("tenant", "lane", "state", "place"));
    plain("mailboxes", ascending("state", "place"));
    plain("mailboxes", ascending("lane", "state", "place"));
    plain("mailboxes", ascending("lane", "progress.state"));
    plain("positions", ascending("watchUntil"));
    plain("connections", ascending("expiresAt"));
    plain("schedule", ascending("lane", "bulk", "dueAt"));
    plain("schedule", ascending("tenant", "lane", "bulk", "dueAt"));
    plain("quotaUse", ascending("spender", "from"));
    plain("quotaUse", ascending("from"));
    plain("instances", ascending("seenAt"));
    plain("tenants", ascending("place"));
    plain("tenants", ascending("lane"));
    plain("tenants", ascending("moving"));
    plain("ledger", ascending("tenant", "mailbox", "_id"));
    plain("ledger", ascending("tenant", "mailbox", "ref"));
    plain("folders", ascending("tenant", "mailbox"));
    plain("cursors", ascending("mailbox"));
    plain("hints", ascending("mailbox"));
    plain("deadLetters", ascending("tenant", "state", "place"));
    plain("deadLetters", ascending("tenant", "topic", "state", "place"));
    plain("deadLetters", ascending("state", "place"));
    plain("deadLetters", ascending("topic", "state", "place"));
    plain("deadLetters", ascending("mailbox", "state", "topic"));
    plain("deadLetters", ascending("expiresAt"));
  }

  private void unique(String collection, Bson keys) {
    database.getCollection(collection).createIndex(keys, new IndexOptions().unique(true));
  }

  private void plain(String collection, Bson keys) {
    database.getCollection(collection).createIndex(keys);
  }
}
