package io.correo.mailbox.message;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import io.correo.mailbox.store.Collections;
import io.correo.mailbox.store.Documents;
import io.correo.mailbox.store.Erasable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The messages. A write is accepted only on the version it was computed from, so that two readers
/// of different topics never undo each other.
@Repository
public class Messages implements Erasable {
  private final MongoCollection<Document> collection;
  private final Clock clock;

  public Messages(MongoDatabase database, Clock clock) {
    collection = database.getCollection(Collections.MESSAGES);
    this.clock = clock;
  }

  /// A message as stored.
  ///
  /// @param version 0 when it is not stored yet
  /// @param events public events not yet published
  public record Stored(MailMessage message, long version, List<Document> events) {}

  public Map<MessageId, Stored> find(Collection<MessageId> ids) {
    var found = new LinkedHashMap<MessageId, Stored>();
    if (ids.isEmpty()) return found;
    var values = ids.stream().map(MessageId::value).toList();
    for (var document : collection.find(in("_id", values))) {
      var stored = stored(document);
      found.put(stored.message().id(), stored);
    }
    return found;
  }

  /// @return null when there is none in this tenant
  public @Nullable MailMessage find(TenantId tenant, MessageId id) {
    var document =
        collection.find(and(eq("_id", id.value()), eq("tenant", tenant.value()))).first();
    return document == null ? null : stored(document).message();
  }

  /// Writes all that nobody else changed meanwhile.
  ///
  /// @param writes the version each was computed from stands in it
  /// @return those that somebody else was faster with: read them again
  public Set<MessageId> write(Collection<Stored> writes) {
    if (writes.isEmpty()) return Set.of();
    var writer = UUID.randomUUID().toString();
    var models = new ArrayList<WriteModel<Document>>();
    for (var write : writes) models.add(model(write, writer));
    var options = new BulkWriteOptions().ordered(false);
    int written;
    try {
      var result = collection.bulkWrite(models, options);
      written = result.getInsertedCount() + result.getMatchedCount();
    } catch (MongoBulkWriteException failed) {
      for (var error : failed.getWriteErrors()) {
        if (error.getCategory() != ErrorCategory.DUPLICATE_KEY) throw failed;
      }
      written = -1;
    }
    return written == writes.size() ? Set.of() : notWritten(writes, writer);
  }

  private Set<MessageId> notWritten(Collection<Stored> writes, String writer) {
    var missed = new HashSet<MessageId>();
    for (var write : writes) missed.add(write.message().id());
    var ids = missed.stream().map(MessageId::value).toList();
    for (var document :
        collection
            .find(and(in("_id", ids), eq("writer", writer)))
            .projection(Projections.include("_id"))) {
      missed.remove(new MessageId(document.getString("_id")));
    }
    return missed;
  }

  private WriteModel<Document> model(Stored write, String writer) {
    var document = document(write, writer);
    if (write.version() == 0) return new InsertOneModel<>(document);
    return new ReplaceOneModel<>(
        and(eq("_id", write.message().id().value()), eq("version", write.version())), document);
  }

  private Document document(Stored write, String writer) {
    var message = write.message();
    var shown = message.shown();
    var content = message.content();
    var document =
        new Document("_id", message.id().value())
            .append("tenant", message.tenant().value())
            .append("mailbox", message.mailbox().value())
            .append("version", write.version() + 1)
            .append("writer", writer)
            .append("m", Documents.of(message));
    var thread = message.thread();
    if (thread != null) document.append("thread", thread.value());
    if (content != null) {
      document.append("date", Date.from(content.date()));
      if (content.messageId() != null) document.append("rfc", content.messageId());
    }
    if (shown != null) {
      var places = new ArrayList<String>();
      for (var place : Places.of(shown)) {
        places.add(place);
        if (shown.unread()) places.add(Places.unread(place));
      }
      document.append("places", places);
    }
    if (!message.overlays().isEmpty()) document.append("overlaid", true);
    if (!write.events().isEmpty()) {
      document.append("events", write.events()).append("outbox", Date.from(clock.instant()));
    }
    return document;
  }

  /// Every message of some conversations, in no order, one at a time.
  public void ofThreads(Collection<ThreadId> threads, Consumer<MailMessage> reader) {
    if (threads.isEmpty()) return;
    var values = threads.stream().map(ThreadId::value).toList();
    for (var document : collection.find(in("thread", values))) {
      reader.accept(stored(document).message());
    }
  }

  /// The newest messages of a conversation, newest first.
  public List<MailMessage> newestOf(ThreadId thread, int most) {
    var messages = new ArrayList<MailMessage>();
    for (var document :
        collection.find(eq("thread", thread.value())).sort(Sorts.descending("date")).limit(most)) {
      messages.add(stored(document).message());
    }
    return messages;
  }

  public long count(MailboxId mailbox, String place) {
    return collection.countDocuments(
        and(eq("mailbox", mailbox.value()), eq("places", place)), new CountOptions());
  }

  /// Messages that stand in a place, newest first.
  ///
  /// @param until only those not newer
  /// @param after the last one seen; null to begin
  public List<MailMessage> inPlace(
      MailboxId mailbox, String place, Instant until, @Nullable MailMessage after, int most) {
    var where = new ArrayList<Bson>();
    where.add(eq("mailbox", mailbox.value()));
    where.add(eq("places", place));
    var content = after == null ? null : after.content();
    if (after == null || content == null) {
      where.add(lte("date", Date.from(until)));
    } else {
      var date = Date.from(content.date());
      where.add(lte("date", date));
      where.add(or(lt("date", date), lt("_id", after.id().value())));
    }
    var messages = new ArrayList<MailMessage>();
    for (var document :
        collection.find(and(where)).sort(Sorts.descending("date", "_id")).limit(most)) {
      messages.add(stored(document).message());
    }
    return messages;
  }

  /// Messages of a mailbox with actions laid over them.
  public List<MailMessage> overlaid(MailboxId mailbox) {
    var messages = new ArrayList<MailMessage>();
    for (var document :
        collection.find(and(eq("mailbox", mailbox.value()), eq("overlaid", true)))) {
      messages.add(stored(document).message());
    }
    return messages;
  }

  /// The message with this Message-ID; the newest of several.
  public @Nullable MailMessage byRfcId(MailboxId mailbox, String rfcMessageId) {
    var document =
        collection.find(and(eq("mailbox", mailbox.value()), eq("rfc", rfcMessageId))).first();
    return document == null ? null : stored(document).message();
  }

  /// Messages with public events that, for longer than a moment, nobody published.
  public Map<MailboxId, List<MessageId>> withEvents(Duration moment, int most) {
    var before = Date.from(clock.instant().minus(moment));
    var left = new HashMap<MailboxId, List<MessageId>>();
    for (var document :
        collection
            .find(lt("outbox", before))
            .projection(Projections.include("_id", "mailbox"))
            .limit(most)) {
      left.computeIfAbsent(new MailboxId(document.getString("mailbox")), _ -> new ArrayList<>())
          .add(new MessageId(document.getString("_id")));
    }
    return left;
  }

  /// Ids of a mailbox in the order of ids.
  ///
  /// @param last null to begin
  public List<MessageId> idsAfter(MailboxId mailbox, @Nullable MessageId last, int most) {
    var ids = new ArrayList<MessageId>();
    for (var document :
        collection
            .find(
                and(
                    eq("mailbox", mailbox.value()),
                    com.mongodb.client.model.Filters.gt("_id", last == null ? "" : last.value())))
            .projection(Projections.include("_id"))
            .sort(Sorts.ascending("_id"))
            .limit(most)) {
      ids.add(new MessageId(document.getString("_id")));
    }
    return ids;
  }

  /// Those of some messages that have events to publish.
  public Collection<Stored> withEventsAmong(Collection<MessageId> ids) {
    var values = ids.stream().map(MessageId::value).toList();
    var left = new ArrayList<Stored>();
    for (var document : collection.find(and(in("_id", values), exists("outbox")))) {
      left.add(stored(document));
    }
    // In the order the facts came in.
    var order = new HashMap<MessageId, Integer>();
    for (var id : ids) order.put(id, order.size());
    left.sort(
        java.util.Comparator.comparing(s -> order.getOrDefault(s.message().id(), order.size())));
    return left;
  }

  /// Forgets events that are published. Whoever read a message with them reads it again before it
  /// writes, and so does not bring them back.
  public void published(Collection<Stored> messages) {
    var models = new ArrayList<WriteModel<Document>>();
    for (var stored : messages) {
      var id = eq("_id", stored.message().id().value());
      models.add(
          new UpdateOneModel<>(
              id,
              Updates.combine(
                  Updates.pullAll("events", stored.events()), Updates.inc("version", 1L))));
      models.add(
          new UpdateOneModel<>(
              and(id, eq("events", List.of())),
              Updates.combine(Updates.unset("events"), Updates.unset("outbox"))));
    }
    if (!models.isEmpty()) collection.bulkWrite(models);
  }

  @Override
  public void erase(MailboxId mailbox) {
    collection.deleteMany(eq("mailbox", mailbox.value()));
  }

  private static Stored stored(Document document) {
    return new Stored(
        Documents.read(document.get("m", Document.class), MailMessage.class),
        document.get("version", Number.class).longValue(),
        document.getList("events", Document.class, List.of()));
  }
}
