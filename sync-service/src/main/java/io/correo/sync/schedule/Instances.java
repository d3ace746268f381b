package io.correo.sync.schedule;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.currentDate;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import io.correo.sync.storage.Documents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.springframework.stereotype.Repository;

/// Which instances are alive and what lanes they serve: for people. Whether a holder of a mailbox
/// is alive is judged by its lease, not by this.
@Repository
public class Instances {
  private static final Duration FORGET_AFTER = Duration.ofHours(1);

  private final MongoCollection<Document> instances;
  private final ScheduleSettings settings;

  Instances(MongoDatabase database, ScheduleSettings settings) {
    this.instances = database.getCollection("instances");
    this.settings = settings;
  }

  /// @param running turns under way
  public record Instance(String id, List<String> lanes, long running) {}

  /// By the store's clock, because those of two instances may be hours apart.
  void beat(String id, int running) {
    instances.updateOne(
        eq("_id", id),
        combine(set("lanes", settings.lanes()), set("running", running), currentDate("seenAt")),
        new UpdateOptions().upsert(true));
  }

  void leave(String id) {
    instances.deleteOne(eq("_id", id));
  }

  /// Those that showed themselves within three leases before the one that did so last.
  public List<Instance> alive() {
    var alive = new ArrayList<Instance>();
    Instant latest = null;
    for (var stored :
        instances.find(gt("seenAt", Instant.EPOCH)).sort(Sorts.descending("seenAt"))) {
      var seenAt = Documents.instant(stored, "seenAt");
      if (latest == null) latest = seenAt;
      if (seenAt.isBefore(silentSince(latest))) break;
      alive.add(
          new Instance(
              Documents.text(stored, "_id"),
              Documents.texts(stored, "lanes"),
              Documents.number(stored, "running")));
    }
    if (latest != null) forget(latest);
    return alive;
  }

  private Instant silentSince(Instant latest) {
    return latest.minus(settings.lease().multipliedBy(3));
  }

  private void forget(Instant latest) {
    instances.deleteMany(lt("seenAt", latest.minus(FORGET_AFTER)));
  }
}
