package io.correo.link.decision;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/// The collection `decisions`: one document per message.
@Repository
class Decisions {
  private static final String COLLECTION = "decisions";

  private final MongoTemplate mongo;

  Decisions(MongoTemplate mongo) {
    this.mongo = mongo;
  }

  Map<MessageId, Decided> find(Collection<MessageId> messages) {
    var ids = messages.stream().map(MessageId::value).toList();
    var found = new LinkedHashMap<MessageId, Decided>();
    for (var decided : read(query(where("_id").in(ids)))) found.put(decided.message(), decided);
    return found;
  }

  @Nullable Decided find(TenantId tenant, MessageId message) {
    var decided = find(List.of(message)).get(message);
    return decided == null || !decided.tenant().equals(tenant) ? null : decided;
  }

  List<Decided> ofThread(TenantId tenant, ThreadId thread) {
    return read(query(where("tenant").is(tenant.value()).and("thread").is(thread.value())));
  }

  /// A bounded page of the messages an address takes part in, by message id.
  ///
  /// @param after the last message of the page before; empty for the first
  List<Decided> withParticipant(TenantId tenant, String address, String after, int limit) {
    return read(
        query(
                where("tenant")
                    .is(tenant.value())
                    .and("participants")
                    .is(address)
                    .and("_id")
                    .gt(after))
            .with(org.springframework.data.domain.Sort.by("_id"))
            .limit(limit));
  }

  List<Decided> unpublished(int limit) {
    return read(query(where("unpublished").is(true)).limit(limit));
  }

  void save(Collection<Decided> all) {
    if (all.isEmpty()) return;
    var writes = new ArrayList<ReplaceOneModel<Document>>();
    for (var decided : all) {
      var document = decided.toDocument();
      writes.add(
          new ReplaceOneModel<>(
              Filters.eq("_id", document.get("_id")), document, new ReplaceOptions().upsert(true)));
    }
    mongo.getCollection(COLLECTION).bulkWrite(writes, new BulkWriteOptions().ordered(false));
  }

  /// Replaces a decision unless a newer one was made meanwhile.
  boolean replace(Decided decided, long sequenceBefore) {
    var result =
        mongo
            .getCollection(COLLECTION)
            .replaceOne(
                Filters.and(
                    Filters.eq("_id", decided.message().value()),
                    Filters.eq("sequence", sequenceBefore)),
                decided.toDocument());
    return result.getModifiedCount() == 1;
  }

  void published(Decided decided) {
    mongo
        .getCollection(COLLECTION)
        .updateOne(
            Filters.and(
                Filters.eq("_id", decided.message().value()),
                Filters.eq("sequence", decided.sequence())),
            Updates.set("unpublished", false));
  }

  void erase(MailboxId mailbox) {
    mongo.remove(query(where("mailbox").is(mailbox.value())), COLLECTION);
  }

  private List<Decided> read(Query query) {
    return mongo.find(query, Document.class, COLLECTION).stream().map(Decided::of).toList();
  }
}
