package io.correo.sync.lane;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import io.correo.events.TenantId;
import io.correo.service.paging.PageCursor;
import io.correo.sync.storage.Documents;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The lane of every tenant: what its mailboxes' labels follow.
@Repository
class TenantLanes {
  private final MongoCollection<Document> tenants;
  private final LaneSettings settings;
  private final Clock clock;

  TenantLanes(MongoDatabase database, LaneSettings settings, Clock clock) {
    this.tenants = database.getCollection("tenants");
    this.settings = settings;
    this.clock = clock;
  }

  /// The tenant's lane; the first one, when it is new.
  String join(TenantId tenant) {
    var present = find(tenant);
    if (present != null) return present.lane();
    var now = clock.instant();
    try {
      tenants.updateOne(
          eq("_id", tenant.value()),
          combine(
              setOnInsert("lane", settings.first()),
              setOnInsert("moves", 0L),
              setOnInsert("since", now),
              setOnInsert("place", new PageCursor(now, tenant.value()).place())),
          new UpdateOptions().upsert(true));
    } catch (RuntimeException failure) {
      if (!Documents.isDuplicate(failure)) throw failure;
    }
    return Objects.requireNonNull(find(tenant)).lane();
  }

  @Nullable TenantLane find(TenantId tenant) {
    var stored = tenants.find(eq("_id", tenant.value())).first();
    return stored == null ? null : read(stored);
  }

  /// Null when there is no such tenant.
  @Nullable TenantLane move(TenantId tenant, String lane) {
    var moved =
        tenants.findOneAndUpdate(
            eq("_id", tenant.value()),
            combine(set("lane", lane), inc("moves", 1L), set("moving", true)),
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
    return moved == null ? null : read(moved);
  }

  /// False when the tenant was moved again meanwhile.
  boolean settled(TenantLane move) {
    return tenants
            .updateOne(
                and(eq("_id", move.tenant().value()), eq("moves", move.moves())), unset("moving"))
            .getMatchedCount()
        == 1;
  }

  List<TenantLane> moving(int limit) {
    return list(tenants.find(eq("moving", true)).limit(limit));
  }

  /// Those that came last first.
  ///
  /// @param after null for the beginning
  List<TenantLane> page(@Nullable PageCursor after, int limit) {
    var filter = after == null ? gt("place", "") : lt("place", after.place());
    return list(tenants.find(filter).sort(Sorts.descending("place")).limit(limit));
  }

  /// Every lane that a tenant is in.
  Set<String> lanes() {
    var lanes = new TreeSet<String>();
    tenants.distinct("lane", String.class).into(lanes);
    return lanes;
  }

  private static List<TenantLane> list(Iterable<Document> found) {
    var lanes = new ArrayList<TenantLane>();
    for (var stored : found) lanes.add(read(stored));
    return lanes;
  }

  private static TenantLane read(Document stored) {
    return new TenantLane(
        new TenantId(Documents.text(stored, "_id")),
        Documents.text(stored, "lane"),
        Documents.number(stored, "moves"),
        Documents.flag(stored, "moving"),
        Documents.instant(stored, "since"));
  }
}
