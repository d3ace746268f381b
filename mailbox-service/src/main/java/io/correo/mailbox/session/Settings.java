package io.correo.mailbox.session;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import io.correo.events.TenantId;
import io.correo.events.UserId;
import io.correo.mailbox.store.Collections;
import io.correo.mailbox.store.Documents;
import org.bson.Document;
import org.springframework.stereotype.Repository;

/// What users prefer.
@Repository
class Settings {
  private final MongoCollection<Document> collection;

  Settings(MongoDatabase database) {
    collection = database.getCollection(Collections.SETTINGS);
  }

  Preferences of(TenantId tenant, UserId user) {
    var document = collection.find(eq("_id", key(tenant, user))).first();
    return document == null
        ? Preferences.DEFAULT
        : Documents.read(document.get("p", Document.class), Preferences.class);
  }

  void save(TenantId tenant, UserId user, Preferences preferences) {
    var id = key(tenant, user);
    collection.replaceOne(
        eq("_id", id),
        new Document("_id", id)
            .append("tenant", tenant.value())
            .append("p", Documents.of(preferences)),
        new ReplaceOptions().upsert(true));
  }

  private static String key(TenantId tenant, UserId user) {
    return tenant.value().length() + ":" + tenant + ":" + user;
  }
}
