package io.correo.sync.ingest;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.set;
import static io.correo.sync.storage.Documents.flag;
import static io.correo.sync.storage.Documents.instantOrNull;
import static io.correo.sync.storage.Documents.number;
import static io.correo.sync.storage.Documents.textOrNull;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.provider.MailSource;
import io.correo.sync.ledger.NewFolders;
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
public class Positions implements NewFolders {
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
        new Position.Watched(
            textOrNull(stored, "watchId"),
            instantOrNull(stored, "watchUntil"),
            instantOrNull(stored, "watchDueAt"),
            number(stored, "watchAsked"),
            number(stored, "watchHeeded")),
        instantOrNull(stored, "foldersDueAt"),
        instantOrNull(stored, "syncedAt"),
        flag(stored, "replaying"),
        textOrNull(stored, "replayAfter"));
  }

  /// When the watch ends that ends first of those that have not; null without any.
  public @Nullable Instant firstWatchToEnd(Instant now) {
    var first = positions.find(gt("watchUntil", now)).sort(Sorts.ascending("watchUntil")).first();
    return first == null ? null : instantOrNull(first, "watchUntil");
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

  /// The same after a gap: what came before the new cursors is no news.
  void importAnew(Lease lease, Instant startedAt) {
    write(lease, combine(set("pageToken", null), set("done", 0L), set("startedAt", startedAt)));
  }

  /// @param heeded what had been asked before it was renewed: what was asked meanwhile still stands
  void watched(Lease lease, MailSource.Watch watch, Instant dueAt, long heeded) {
    write(
        lease,
        combine(
            set("watchId", watch.id()),
            set("watchUntil", watch.expiresAt()),
            set("watchDueAt", dueAt),
            set("watchHeeded", heeded)));
  }

  /// There is none now, or we do not know. Its id is kept, to end it by.
  void notWatched(Lease lease, Instant tryAgainAt, long heeded) {
    write(
        lease,
        combine(
            set("watchUntil", null), set("watchDueAt", tryAgainAt), set("watchHeeded", heeded)));
  }

  /// The provider says that something is wrong with its watch: it is renewed in the next turn.
  public void renewWatch(MailboxId mailbox) {
    // No new document: a mailbox without one is watched in its first turn, or erased.
    positions.updateOne(eq("_id", mailbox.value()), inc("watchAsked", 1L));
  }

  @Override
  public void appeared(Lease lease) {
    readFolders(lease);
  }

  /// As soon as may be.
  void readFolders(Lease lease) {
    readFoldersAt(lease, Instant.EPOCH);
  }

  void readFoldersAt(Lease lease, Instant dueAt) {
    write(lease, set("foldersDueAt", dueAt));
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
