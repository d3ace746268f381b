package io.correo.link.decision;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.correo.events.RecordRef;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/// The collection `manual`: what people linked to a conversation and what they took off it. Rules
/// never undo either.
@Repository
class ManualLinks {
  private static final String COLLECTION = "manual";

  private final MongoTemplate mongo;

  ManualLinks(MongoTemplate mongo) {
    this.mongo = mongo;
  }

  /// @param linked by a person, whatever the rules say
  /// @param unlinked by a person, whatever the rules say
  record Manual(Set<RecordRef> linked, Set<RecordRef> unlinked) {}

  Manual find(TenantId tenant, ThreadId thread) {
    var document = mongo.findById(id(tenant, thread), Document.class, COLLECTION);
    if (document == null) return new Manual(Set.of(), Set.of());
    return new Manual(refs(document, "linked"), refs(document, "unlinked"));
  }

  void link(TenantId tenant, ThreadId thread, RecordRef ref) {
    move(tenant, thread, ref, "linked", "unlinked");
  }

  void unlink(TenantId tenant, ThreadId thread, RecordRef ref) {
    move(tenant, thread, ref, "unlinked", "linked");
  }

  private void move(TenantId tenant, ThreadId thread, RecordRef ref, String to, String from) {
    var entry = new Document("type", ref.type()).append("id", ref.id());
    mongo
        .getCollection(COLLECTION)
        .updateOne(
            Filters.eq("_id", id(tenant, thread)),
            Updates.combine(
                Updates.set("tenant", tenant.value()),
                Updates.addToSet(to, entry),
                Updates.pull(from, entry)),
            new UpdateOptions().upsert(true));
  }

  private static Set<RecordRef> refs(Document document, String field) {
    var refs = new LinkedHashSet<RecordRef>();
    for (var entry : document.getList(field, Document.class, List.of())) {
      refs.add(new RecordRef(entry.getString("type"), entry.getString("id")));
    }
    return refs;
  }

  private static String id(TenantId tenant, ThreadId thread) {
    return tenant.value() + "/" + thread.value();
  }
}
