package io.correo.sync.grant;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import io.correo.provider.Grant;
import io.correo.provider.resilience.CallMeter;
import io.correo.sync.storage.Documents;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// What reading mailboxes has cost in the last minute: of each mailbox, and of all imports at a
/// provider together. Counted in memory and written every second, ten seconds to a document, so
/// every instance knows what all of them spend. What a crash leaves unwritten is a second's worth.
@Component
public class QuotaUse implements CallMeter {
  private static final Duration SPAN = Duration.ofSeconds(10);
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final MongoCollection<Document> use;
  private final Map<String, Long> unwritten = new ConcurrentHashMap<>();
  private final MeterRegistry meters;
  private final Clock clock;

  QuotaUse(MongoDatabase database, MeterRegistry meters, Clock clock) {
    this.use = database.getCollection("quotaUse");
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public void made(String provider, Grant grant, int units) {
    var purpose = grant.budget().purpose();
    meters.counter("correo.quota.units", "provider", provider, "purpose", purpose).increment(units);
    unwritten.merge(grant.mailbox().value(), (long) units, Long::sum);
    if (purpose.equals(Purpose.IMPORT.budget())) {
      unwritten.merge(imports(provider), (long) units, Long::sum);
    }
  }

  /// Units spent in the last minute, by all instances.
  ///
  /// @param spender a mailbox id, or what [#imports] names
  public long lastMinute(String spender) {
    var since = clock.instant().minus(WINDOW);
    var sum = unwritten.getOrDefault(spender, 0L);
    for (var stored : use.find(and(eq("spender", spender), gt("from", since)))) {
      sum += Documents.number(stored, "units");
    }
    return sum;
  }

  /// All imports at a provider together.
  static String imports(String provider) {
    return "imports/" + provider;
  }

  @Scheduled(fixedDelayString = "${correo.sync.grant.write-use-every}")
  void write() {
    var from = from(clock.instant());
    var writes = new ArrayList<WriteModel<Document>>();
    for (var spender : unwritten.keySet()) {
      var units = unwritten.remove(spender);
      if (units == null) continue;
      writes.add(
          new UpdateOneModel<>(
              eq("_id", spender + "/" + from.getEpochSecond()),
              combine(set("spender", spender), set("from", from), inc("units", units)),
              new UpdateOptions().upsert(true)));
    }
    if (!writes.isEmpty()) use.bulkWrite(writes);
  }

  @Scheduled(fixedDelayString = "${correo.sync.grant.forget-use-every}")
  void forget() {
    use.deleteMany(lt("from", clock.instant().minus(WINDOW.multipliedBy(5))));
  }

  private static Instant from(Instant now) {
    return Instant.ofEpochSecond(now.getEpochSecond() / SPAN.toSeconds() * SPAN.toSeconds());
  }
}
