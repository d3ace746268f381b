package io.correo.mailbox.thread;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.correo.events.ConnectedMailbox;
import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import io.correo.events.UserId;
import io.correo.events.Visibility;
import io.correo.mailbox.message.Direction;
import io.correo.mailbox.message.Messages;
import io.correo.mailbox.store.Collections;
import io.correo.mailbox.store.Documents;
import io.correo.mailbox.store.Erasable;
import io.correo.mailbox.visibility.Viewer;
import io.correo.service.messaging.Outage;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The rows of conversations. Whoever changes a message raises its row before and computes it
/// after. A computed row is written only where nobody raised or wrote it since it was read, so the
/// last one to compute has seen everything.
@Repository
public class Rows implements Erasable {
  private static final int TRIES = 20;

  private final MongoCollection<Document> collection;
  private final Messages messages;
  private final Clock clock;

  public Rows(MongoDatabase database, Messages messages, Clock clock) {
    collection = database.getCollection(Collections.THREADS);
    this.messages = messages;
    this.clock = clock;
  }

  /// A row as stored.
  ///
  /// @param revision grows with every write
  /// @param visibility of this conversation alone; null for the mailbox's
  /// @param readers colleagues the owner lets see everything of it, as long as it is shared at all
  /// @param row null when there is nothing to show (any more)
  public record Stored(
      ThreadId id,
      TenantId tenant,
      MailboxId mailbox,
      long revision,
      @Nullable Visibility visibility,
      List<String> readers,
      @Nullable Row row) {

    /// @return how much this viewer may see; null for nothing
    @Nullable Visibility rights(Viewer viewer) {
      if (row == null) return null;
      var rights = viewer.rights(mailbox, row.shared());
      return rights != null && readers.contains(viewer.user().value())
          ? Visibility.EVERYTHING
          : rights;
    }
  }

  /// A row that became different.
  ///
  /// @param row null when the conversation is gone
  public record Changed(ThreadId thread, long revision, @Nullable Row row) {}

  /// Says that messages of these conversations are about to change.
  public void raise(TenantId tenant, MailboxId mailbox, Collection<ThreadId> threads) {
    if (threads.isEmpty()) return;
    var now = Date.from(clock.instant());
    var models = new ArrayList<UpdateOneModel<Document>>();
    for (var thread : threads) {
      models.add(
          new UpdateOneModel<>(
              eq("_id", thread.value()),
              Updates.combine(
                  Updates.inc("dirty", 1L),
                  Updates.set("stale", true),
                  Updates.set("raisedAt", now),
                  Updates.setOnInsert("tenant", tenant.value()),
                  Updates.setOnInsert("mailbox", mailbox.value())),
              new UpdateOptions().upsert(true)));
    }
    try {
      collection.bulkWrite(models, new BulkWriteOptions().ordered(false));
    } catch (MongoBulkWriteException failed) {
      // Two inserted the same row at once: it is there now, so the second try updates it.
      for (var error : failed.getWriteErrors()) {
        if (error.getCategory() != ErrorCategory.DUPLICATE_KEY) throw failed;
        collection.updateOne(
            models.get(error.getIndex()).getFilter(),
            java.util.Objects.requireNonNull(models.get(error.getIndex()).getUpdate()));
      }
    }
  }

  /// Marks every row of a mailbox for the sweeper.
  public void raiseAll(MailboxId mailbox) {
    collection.updateMany(
        eq("mailbox", mailbox.value()),
        Updates.combine(
            Updates.inc("dirty", 1L),
            Updates.set("stale", true),
            Updates.set("raisedAt", new Date(0))));
  }

  /// Computes rows from the messages there are.
  ///
  /// @param mailbox null while its record has not come
  /// @return those that differ from before
  public List<Changed> compute(@Nullable ConnectedMailbox mailbox, Collection<ThreadId> threads) {
    var changed = new ArrayList<Changed>();
    Set<ThreadId> todo = new HashSet<>(threads);
    for (var attempt = 0; !todo.isEmpty(); attempt++) {
      if (attempt == TRIES) throw new Outage("rows are written faster than computed", null);
      todo = computeOnce(mailbox, todo, changed);
    }
    return changed;
  }

  private Set<ThreadId> computeOnce(
      @Nullable ConnectedMailbox mailbox, Set<ThreadId> threads, List<Changed> changed) {
    // The row is read before its messages: what changes in between makes the guard fail.
    var ids = threads.stream().map(ThreadId::value).toList();
    var documents = new ArrayList<Document>();
    for (var document : collection.find(in("_id", ids))) documents.add(document);
    var direction = new Direction(mailbox);
    var drafts = new HashMap<ThreadId, RowDraft>();
    messages.ofThreads(
        threads,
        message -> {
          var thread = message.thread();
          if (thread != null) {
            drafts.computeIfAbsent(thread, _ -> new RowDraft(direction)).add(message);
          }
        });
    var again = new HashSet<ThreadId>();
    for (var document : documents) {
      var before = stored(document);
      var draft = drafts.getOrDefault(before.id(), new RowDraft(direction));
      var row =
          draft.finish(
              before.id(), before.tenant(), before.mailbox(), mailbox, before.visibility());
      var differs = !java.util.Objects.equals(row, before.row());
      if (!differs && !document.getBoolean("stale", false)) continue;
      if (!write(before, row)) again.add(before.id());
      else if (differs) changed.add(new Changed(before.id(), before.revision() + 1, row));
    }
    return again;
  }

  private boolean write(Stored before, @Nullable Row row) {
    var changes = new ArrayList<Bson>();
    changes.add(Updates.inc("dirty", 1L));
    changes.add(Updates.unset("stale"));
    changes.add(Updates.unset("raisedAt"));
    if (row == null) {
      for (var field : INDEXED) changes.add(Updates.unset(field));
      changes.add(Updates.unset("row"));
    } else {
      changes.add(Updates.set("row", Documents.of(row)));
      changes.add(Updates.set("date", Date.from(row.date())));
      changes.add(Updates.set("views", row.views()));
      changes.add(Updates.set("recordKeys", row.recordKeys()));
      changes.add(Updates.set("addresses", row.addresses()));
      var draftDate = row.draftDate();
      changes.add(
          draftDate == null
              ? Updates.unset("draftDate")
              : Updates.set("draftDate", Date.from(draftDate)));
      var shared = row.shared();
      changes.add(
          shared == null ? Updates.unset("shared") : Updates.set("shared", shared.wireName()));
    }
    var guard = and(eq("_id", before.id().value()), eq("dirty", before.revision()));
    return collection.updateOne(guard, Updates.combine(changes)).getMatchedCount() == 1;
  }

  private static final List<String> INDEXED =
      List.of("date", "draftDate", "views", "recordKeys", "addresses", "shared");

  public Map<ThreadId, Stored> find(Collection<ThreadId> threads) {
    var found = new HashMap<ThreadId, Stored>();
    if (threads.isEmpty()) return found;
    var ids = threads.stream().map(ThreadId::value).toList();
    for (var document : collection.find(in("_id", ids))) {
      found.put(new ThreadId(document.getString("_id")), stored(document));
    }
    return found;
  }

  public @Nullable Stored find(TenantId tenant, ThreadId thread) {
    var document =
        collection.find(and(eq("_id", thread.value()), eq("tenant", tenant.value()))).first();
    return document == null ? null : stored(document);
  }

  /// @return the conversation's own visibility; null for the mailbox's
  public @Nullable Visibility visibility(ThreadId thread) {
    var document =
        collection
            .find(eq("_id", thread.value()))
            .projection(com.mongodb.client.model.Projections.include("visibility"))
            .first();
    return document == null ? null : visibility(document);
  }

  static @Nullable Visibility visibility(Document document) {
    var visibility = document.getString("visibility");
    return visibility == null
        ? null
        : Visibility.valueOf(visibility.toUpperCase(java.util.Locale.ROOT));
  }

  List<Stored> find(Bson where, Bson order, int most) {
    var rows = new ArrayList<Stored>();
    for (var document : collection.find(where).sort(order).limit(most)) {
      rows.add(stored(document));
    }
    return rows;
  }

  /// True when others may see a conversation with this address.
  public boolean isShared(TenantId tenant, String address) {
    return collection
            .find(and(eq("tenant", tenant.value()), eq("addresses", address), exists("shared")))
            .limit(1)
            .first()
        != null;
  }

  /// Rows somebody raised and, for longer than a moment, nobody computed.
  public List<Stored> stale(Duration moment, int most) {
    var rows = new ArrayList<Stored>();
    var before = Date.from(clock.instant().minus(moment));
    for (var document :
        collection.find(and(eq("stale", true), lt("raisedAt", before))).limit(most)) {
      rows.add(stored(document));
    }
    return rows;
  }

  /// Lets a colleague see everything of a conversation.
  public void admit(ThreadId thread, UserId reader) {
    collection.updateOne(
        eq("_id", thread.value()),
        Updates.combine(Updates.addToSet("readers", reader.value()), Updates.inc("dirty", 1L)));
  }

  @Override
  public void erase(MailboxId mailbox) {
    collection.deleteMany(eq("mailbox", mailbox.value()));
  }

  private static Stored stored(Document document) {
    var row = document.get("row", Document.class);
    return new Stored(
        new ThreadId(document.getString("_id")),
        new TenantId(document.getString("tenant")),
        new MailboxId(document.getString("mailbox")),
        document.get("dirty", Number.class).longValue(),
        visibility(document),
        document.getList("readers", String.class, List.of()),
        row == null ? null : Documents.read(row, Row.class));
  }
}
