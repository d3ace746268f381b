package io.correo.link.decision;

import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.correo.events.RecordRef;
import io.correo.events.SendId;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/// The collection `manual`: what people linked to a conversation and what they took off it. Rules
/// never undo either.
@Repository
class ManualLinks {
  private static final String COLLECTION = "manual";
  private static final String LINKED = "linked";
  private static final String CHOSEN = "chosen";
  private static final String UNLINKED = "unlinked";
  private static final int DUPLICATE_KEY = 11000;

  private final MongoTemplate mongo;

  ManualLinks(MongoTemplate mongo) {
    this.mongo = mongo;
  }

  /// @param linked by a person, whatever the rules say
  /// @param chosen by who wrote a message of it, whatever the rules say
  /// @param unlinked by a person, whatever the rules say
  record Manual(Set<RecordRef> linked, Set<RecordRef> chosen, Set<RecordRef> unlinked) {
    static final Manual NOTHING = new Manual(Set.of(), Set.of(), Set.of());
  }

  Manual find(TenantId tenant, ThreadId thread) {
    return find(tenant, Set.of(thread)).getOrDefault(thread, Manual.NOTHING);
  }

  /// @return without conversations that nobody touched
  Map<ThreadId, Manual> find(TenantId tenant, Collection<ThreadId> threads) {
    var byId = new HashMap<String, ThreadId>();
    for (var thread : threads) byId.put(id(tenant, thread), thread);
    var found = new HashMap<ThreadId, Manual>();
    if (byId.isEmpty()) return found;
    for (var document : mongo.getCollection(COLLECTION).find(Filters.in("_id", byId.keySet()))) {
      var thread = byId.get(document.getString("_id"));
      if (thread == null) continue;
      found.put(
          thread,
          new Manual(refs(document, LINKED), refs(document, CHOSEN), refs(document, UNLINKED)));
    }
    return found;
  }

  void link(TenantId tenant, ThreadId thread, RecordRef ref) {
    var entry = entry(ref);
    change(tenant, thread, Updates.addToSet(LINKED, entry), Updates.pull(UNLINKED, entry));
  }

  void unlink(TenantId tenant, ThreadId thread, RecordRef ref) {
    var entry = entry(ref);
    change(
        tenant,
        thread,
        Updates.addToSet(UNLINKED, entry),
        Updates.pull(LINKED, entry),
        Updates.pull(CHOSEN, entry));
  }

  /// Links what the writer of a message chose. Once per send: told again, it does not undo what
  /// people unlinked meanwhile.
  void choose(TenantId tenant, ThreadId thread, SendId send, List<RecordRef> refs) {
    var entries = refs.stream().map(ManualLinks::entry).toList();
    var first =
        Filters.and(Filters.eq("_id", id(tenant, thread)), Filters.ne("sends", send.value()));
    var change =
        Updates.combine(
            Updates.set("tenant", tenant.value()),
            Updates.addEachToSet(CHOSEN, entries),
            Updates.pullAll(UNLINKED, entries),
            Updates.push("sends", send.value()));
    try {
      mongo.getCollection(COLLECTION).updateOne(first, change, new UpdateOptions().upsert(true));
    } catch (MongoWriteException e) {
      // The conversation knows this send, so the filter did not match and the upsert met it. Two
      // first changes at once look the same: the second try tells them apart.
      if (e.getError().getCode() != DUPLICATE_KEY) throw e;
      mongo.getCollection(COLLECTION).updateOne(first, change);
    }
  }

  private void change(TenantId tenant, ThreadId thread, Bson... changes) {
    var all = new ArrayList<>(List.of(changes));
    all.add(Updates.set("tenant", tenant.value()));
    mongo
        .getCollection(COLLECTION)
        .updateOne(
            Filters.eq("_id", id(tenant, thread)),
            Updates.combine(all),
            new UpdateOptions().upsert(true));
  }

  private static Document entry(RecordRef ref) {
    return new Document("type", ref.type()).append("id", ref.id());
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
