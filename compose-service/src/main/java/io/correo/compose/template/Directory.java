package io.correo.compose.template;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.correo.compose.store.Database;
import io.correo.compose.store.Documents;
import io.correo.events.DirectoryRecord;
import io.correo.events.RecordRef;
import io.correo.events.TenantId;
import java.util.Date;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// Our copy of the CRM's records, for what templates say about them.
@Repository
class Directory {
  private static final int DUPLICATE_KEY = 11000;

  private final MongoCollection<Document> collection;
  private final Documents documents;

  Directory(Database database, Documents documents) {
    this.collection = database.collection(Database.DIRECTORY);
    this.documents = documents;
  }

  /// Takes a record unless ours is newer.
  void accept(DirectoryRecord record) {
    var document =
        documents
            .of(record.key(), record)
            .append("tenant", record.tenant().value())
            .append("updatedAt", Date.from(record.updatedAt()));
    var older =
        Filters.and(
            Filters.eq("_id", record.key()),
            Filters.lte("updatedAt", Date.from(record.updatedAt())));
    try {
      collection.replaceOne(older, document, new ReplaceOptions().upsert(true));
    } catch (MongoWriteException e) {
      // Ours is newer, so the filter did not match and the upsert met it.
      if (e.getError().getCode() != DUPLICATE_KEY) throw e;
    }
  }

  void remove(String key) {
    collection.deleteOne(Filters.eq("_id", key));
  }

  @Nullable DirectoryRecord find(TenantId tenant, RecordRef record) {
    var found = collection.find(Filters.eq("_id", DirectoryRecord.key(tenant, record))).first();
    return found == null ? null : documents.as(DirectoryRecord.class, found);
  }
}
