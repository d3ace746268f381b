package io.correo.sync.ingest;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import io.correo.events.MailboxId;
import io.correo.provider.MailSource.Cursor;
import io.correo.sync.schedule.Lease;
import io.correo.sync.schedule.LeaseLost;
import io.correo.sync.storage.Documents;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// Where reading goes on, per part of a mailbox. Saved after what was read is told; a holder whose
/// lease is over saves nothing.
@Repository
class Cursors {
  private final MongoCollection<Document> cursors;

  Cursors(MongoDatabase database) {
    this.cursors = database.getCollection("cursors");
  }

  List<Cursor> of(MailboxId mailbox) {
    var found = new ArrayList<Cursor>();
    for (var stored : cursors.find(eq("mailbox", mailbox.value()))) {
      found.add(new Cursor(Documents.text(stored, "part"), Documents.text(stored, "value")));
    }
    return found;
  }

  long count(MailboxId mailbox) {
    return cursors.countDocuments(eq("mailbox", mailbox.value()));
  }

  @Nullable Cursor of(MailboxId mailbox, String part) {
    var stored = cursors.find(eq("_id", key(mailbox, part))).first();
    return stored == null ? null : new Cursor(part, Documents.text(stored, "value"));
  }

  void save(Lease lease, Cursor cursor) {
    lease.check();
    try {
      cursors.updateOne(
          and(eq("_id", key(lease.mailbox(), cursor.part())), lte("epoch", lease.epoch())),
          combine(
              set("mailbox", lease.mailbox().value()),
              set("part", cursor.part()),
              set("value", cursor.value()),
              set("epoch", lease.epoch())),
          new UpdateOptions().upsert(true));
    } catch (RuntimeException failure) {
      if (!Documents.isDuplicate(failure)) throw failure;
      throw new LeaseLost(lease.mailbox());
    }
  }

  /// There is no such part any more.
  void drop(Lease lease, String part) {
    lease.check();
    cursors.deleteOne(and(eq("_id", key(lease.mailbox(), part)), lte("epoch", lease.epoch())));
  }

  void erase(MailboxId mailbox) {
    cursors.deleteMany(eq("mailbox", mailbox.value()));
  }

  private static String key(MailboxId mailbox, String part) {
    return mailbox.value() + "/" + part;
  }
}
