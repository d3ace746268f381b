package io.correo.compose.draft;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.correo.compose.attachment.Files;
import io.correo.compose.store.Database;
import io.correo.compose.store.Documents;
import io.correo.events.DraftId;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.events.TenantId;
import io.correo.events.UserId;
import io.correo.service.paging.PageCursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The drafts there are. Every change writes the whole draft where its counter is unchanged,
/// so two writers never mix.
@Repository
public class Drafts {
  private static final int DUPLICATE_KEY = 11000;
  private static final int TRIES = 50;

  private final MongoCollection<Document> collection;
  private final Documents documents;
  private final Files files;

  public Drafts(Database database, Documents documents, Files files) {
    this.collection = database.collection(Database.DRAFTS);
    this.documents = documents;
    this.files = files;
  }

  /// False when there is one with this id already.
  boolean insert(Draft draft) {
    try {
      collection.insertOne(document(draft, 0));
      return true;
    } catch (MongoWriteException e) {
      if (e.getError().getCode() == DUPLICATE_KEY) return false;
      throw e;
    }
  }

  public @Nullable Draft find(DraftId id) {
    var found = collection.find(Filters.eq("_id", id.value())).first();
    return found == null ? null : draft(found);
  }

  /// The draft that is this message at the provider.
  @Nullable Draft ofMessage(MessageId message) {
    var found = collection.find(Filters.eq("message", message.value())).first();
    return found == null ? null : draft(found);
  }

  /// Newest first, those that can be written.
  ///
  /// @param mailbox null for all
  List<Draft> list(
      TenantId tenant,
      UserId user,
      @Nullable MailboxId mailbox,
      @Nullable PageCursor after,
      int max) {
    var wanted = new ArrayList<Bson>();
    wanted.add(Filters.eq("tenant", tenant.value()));
    wanted.add(Filters.eq("user", user.value()));
    wanted.add(Filters.eq("listed", true));
    if (mailbox != null) wanted.add(Filters.eq("mailbox", mailbox.value()));
    if (after != null) {
      var date = Date.from(after.date());
      wanted.add(
          Filters.or(
              Filters.lt("updatedAt", date),
              Filters.and(Filters.eq("updatedAt", date), Filters.lt("_id", after.id()))));
    }
    return collection
        .find(Filters.and(wanted))
        .sort(Sorts.descending("updatedAt", "_id"))
        .limit(max)
        .map(this::draft)
        .into(new ArrayList<>());
  }

  /// Changes a draft, again when somebody else was faster.
  ///
  /// @param change gives the draft it was given back when there is nothing to do
  /// @return the draft as it is now; null when there is none
  public @Nullable Draft change(DraftId id, UnaryOperator<Draft> change) {
    for (var attempt = 0; attempt < TRIES; attempt++) {
      var found = collection.find(Filters.eq("_id", id.value())).first();
      if (found == null) return null;
      var before = draft(found);
      var after = change.apply(before);
      if (after.equals(before)) return before;
      var counter = number(found, "counter");
      var same = Filters.and(Filters.eq("_id", id.value()), Filters.eq("counter", counter));
      if (collection.updateOne(same, update(after, counter + 1)).getModifiedCount() == 1) {
        return after;
      }
    }
    throw new IllegalStateException("draft %s changes without end".formatted(id));
  }

  /// Forgets the draft and its files.
  void remove(Draft draft) {
    collection.deleteOne(Filters.eq("_id", draft.id().value()));
    draft.files().forEach(file -> files.delete(file.id()));
  }

  /// Forgets a draft that was sent.
  public void consumed(DraftId id) {
    var draft = find(id);
    if (draft != null) remove(draft);
  }

  /// Drafts whose copies have to follow by now.
  List<DraftId> due(Instant now, int max) {
    return collection
        .find(Filters.lte("mirrorAt", Date.from(now)))
        .projection(Projections.include("_id"))
        .sort(Sorts.ascending("mirrorAt"))
        .limit(max)
        .map(found -> new DraftId(found.getString("_id")))
        .into(new ArrayList<>());
  }

  void eraseMailbox(MailboxId mailbox) {
    for (var found : collection.find(Filters.eq("mailbox", mailbox.value()))) remove(draft(found));
  }

  /// Who works at its copy right now; null when nobody does.
  @Nullable Worker worker(DraftId id) {
    var found =
        collection
            .find(Filters.eq("_id", id.value()))
            .projection(Projections.include("worker", "beat"))
            .first();
    if (found == null || found.getString("worker") == null) return null;
    return new Worker(found.getString("worker"), number(found, "beat"));
  }

  /// Takes the work at a copy.
  ///
  /// @param from the worker taken for dead; null when nobody works at it
  boolean take(DraftId id, @Nullable Worker from, String worker) {
    var free =
        from == null
            ? Filters.and(Filters.eq("_id", id.value()), Filters.exists("worker", false))
            : Filters.and(
                Filters.eq("_id", id.value()),
                Filters.eq("worker", from.name()),
                Filters.eq("beat", from.beat()));
    var taken = Updates.combine(Updates.set("worker", worker), Updates.set("beat", 0L));
    return collection.updateOne(free, taken).getModifiedCount() == 1;
  }

  /// Says that the worker is alive. False when the work was taken from it.
  boolean beat(DraftId id, String worker) {
    var mine = Filters.and(Filters.eq("_id", id.value()), Filters.eq("worker", worker));
    return collection.updateOne(mine, Updates.inc("beat", 1L)).getModifiedCount() == 1;
  }

  void leave(DraftId id, String worker) {
    var mine = Filters.and(Filters.eq("_id", id.value()), Filters.eq("worker", worker));
    collection.updateOne(mine, Updates.combine(Updates.unset("worker"), Updates.unset("beat")));
  }

  /// @param beat grows while it lives
  record Worker(String name, long beat) {}

  private Document document(Draft draft, long counter) {
    var copy = draft.mirror().copy();
    var due = draft.isHeld() ? null : draft.mirror().due();
    var document =
        documents
            .of(draft.id().value(), draft)
            .append("tenant", draft.tenant().value())
            .append("user", draft.user().value())
            .append("mailbox", draft.mailbox().value())
            .append("listed", !draft.isHeld() && !draft.mirror().discarded())
            .append("updatedAt", Date.from(draft.updatedAt()))
            .append("counter", counter);
    if (copy != null && copy.message() != null) {
      document.append("message", copy.message().value());
    }
    if (due != null) document.append("mirrorAt", Date.from(due));
    return document;
  }

  // Not a replacement: who works at the draft stands in the same document, under another counter.
  private Document update(Draft draft, long counter) {
    var set = document(draft, counter);
    set.remove("_id");
    var update = new Document("$set", set);
    var unset = new Document();
    for (var field : List.of("message", "mirrorAt")) {
      if (!set.containsKey(field)) unset.append(field, "");
    }
    return unset.isEmpty() ? update : update.append("$unset", unset);
  }

  private Draft draft(Document found) {
    return documents.as(Draft.class, found);
  }

  private static long number(Document document, String field) {
    return Objects.requireNonNull(document.get(field, Number.class)).longValue();
  }
}
