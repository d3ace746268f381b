package io.correo.sync.ingest;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.set;
import static io.correo.sync.storage.Documents.flag;
import static io.correo.sync.storage.Documents.instantOrNull;
import static io.correo.sync.storage.Documents.number;
import static io.correo.sync.storage.Documents.textOrNull;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.sync.schedule.Lease;
import io.correo.sync.schedule.LeaseLost;
import io.correo.sync.storage.Documents;
import java.time.Instant;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// How far sync has come with each mailbox. What a turn writes is conditional on its lease.
@Repository
public class Positions {
  private final MongoCollection<Document> positions;

  Positions(MongoDatabase database) {
    this.positions = database.getCollection("positions");
  }

  public Position of(MailboxId mailbox) {
    var found = positions.find(eq("_id", mailbox.value())).first();
    var stored = found == null ? new Document() : found;
    return new Position(
        flag(stored, "prepared"),
        flag(stored, "imported"),
        flag(stored, "paused"),
        textOrNull(stored, "pageToken"),
        number(stored, "done"),
        number(stored, "total"),
        instantOrNull(stored, "startedAt"),
        instantOrNull(stored, "watchUntil"),
        instantOrNull(stored, "watchDueAt"),
        instantOrNull(stored, "foldersDueAt"),
        instantOrNull(stored, "syncedAt"),
        flag(stored, "replaying"),
        textOrNull(stored, "replayAfter"));
  }

  void prepared(Lease lease, long total, Instant now) {
    write(lease, combine(set("prepared", true), set("total", total), set("startedAt", now)));
  }

  /// The next page of the import.
  void importAt(Lease lease, String pageToken, long done, long total) {
    write(lease, combine(set("pageToken", pageToken), set("done", done), set("total", total)));
  }

  void imported(Lease lease, long done) {
    write(
        lease,
        combine(
            set("imported", true), set("pageToken", null), set("done", done), set("total", done)));
  }

  /// The import lists from the beginning; what is told already it skips.
  void importAnew(Lease lease) {
    write(lease, combine(set("pageToken", null), set("done", 0L)));
  }

  void watched(Lease lease, @Nullable Instant until, Instant dueAt) {
    write(lease, combine(set("watchUntil", until), set("watchDueAt", dueAt)));
  }

  void foldersRead(Lease lease, Instant nextDueAt) {
    write(lease, set("foldersDueAt", nextDueAt));
  }

  void synced(Lease lease, Instant asOf) {
    write(lease, set("syncedAt", asOf));
  }

  /// @param after null when the replay is done
  void replayed(Lease lease, @Nullable MessageId after) {
    write(
        lease,
        combine(
            set("replaying", after != null),
            set("replayAfter", after == null ? null : after.value())));
  }

  /// What users and other services ask for needs no lease.
  public void pause(MailboxId mailbox, boolean paused) {
    put(mailbox, set("paused", paused));
  }

  public void replay(MailboxId mailbox) {
    put(mailbox, combine(set("replaying", true), set("replayAfter", null)));
  }

  void erase(MailboxId mailbox) {
    positions.deleteOne(eq("_id", mailbox.value()));
  }

  private void put(MailboxId mailbox, Bson update) {
    positions.updateOne(
        eq("_id", mailbox.value()),
        // The epoch must exist, or a turn could not write here.
        combine(update, max("epoch", 0L)),
        new UpdateOptions().upsert(true));
  }

  private void write(Lease lease, Bson update) {
    try {
      positions.updateOne(
          and(eq("_id", lease.mailbox().value()), lte("epoch", lease.epoch())),
          combine(update, set("epoch", lease.epoch())),
          new UpdateOptions().upsert(true));
    } catch (RuntimeException failure) {
      if (!Documents.isDuplicate(failure)) throw failure;
      throw new LeaseLost(lease.mailbox());
    }
  }
}
