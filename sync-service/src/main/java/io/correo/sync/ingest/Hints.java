package io.correo.sync.ingest;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import io.correo.events.MailboxId;
import io.correo.sync.storage.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.springframework.stereotype.Repository;

/// What notices say changed, until it is read: each name once per mailbox, and so many of them.
/// Those beyond are dropped, because the cursors will tell of them too, only later.
@Repository
public class Hints {
  private final MongoCollection<Document> hints;
  private final int most;

  Hints(MongoDatabase database, IngestSettings settings) {
    this.hints = database.getCollection("hints");
    this.most = settings.hints();
  }

  /// @param told how often; grows while somebody reads it, so that the newer word is not dropped
  ///     with the older
  record Hint(String id, String name, long told) {}

  /// Safe to repeat: at worst something is read once more.
  public void keep(MailboxId mailbox, Set<String> names) {
    if (names.isEmpty()) return;
    var ofMailbox = eq("mailbox", mailbox.value());
    var room = most - hints.countDocuments(ofMailbox, new CountOptions().limit(most));
    var writes = new ArrayList<UpdateOneModel<Document>>();
    for (var name : names) {
      writes.add(
          new UpdateOneModel<>(
              eq("_id", mailbox.value() + "/" + name),
              combine(set("mailbox", mailbox.value()), set("name", name), inc("told", 1L)),
              // Without room what is there already is still told anew.
              new UpdateOptions().upsert(room-- > 0)));
    }
    hints.bulkWrite(writes, new BulkWriteOptions().ordered(false));
  }

  List<Hint> some(MailboxId mailbox, int limit) {
    var found = new ArrayList<Hint>();
    for (var stored : hints.find(eq("mailbox", mailbox.value())).limit(limit)) {
      found.add(
          new Hint(
              Documents.text(stored, "_id"),
              Documents.text(stored, "name"),
              Documents.number(stored, "told")));
    }
    return found;
  }

  /// Drops those that were read, and none that was told again meanwhile.
  void drop(List<Hint> read) {
    hints.bulkWrite(
        read.stream()
            .map(it -> new DeleteOneModel<Document>(and(eq("_id", it.id()), eq("told", it.told()))))
            .toList());
  }

  public void erase(MailboxId mailbox) {
    hints.deleteMany(eq("mailbox", mailbox.value()));
  }
}
