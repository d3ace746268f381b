package io.correo.sync.grant;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.max;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import io.correo.provider.ProviderException.Throttled;
import io.correo.sync.mailbox.Mailbox;
import io.correo.sync.storage.Documents;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// Until when a provider does not want to be called, for one mailbox or for all of it. Whoever
/// hears it says it here, and nobody calls before.
@Repository
public class Throttles {
  private static final Duration LONGEST = Duration.ofHours(24);

  private final MongoCollection<Document> throttles;
  private final Clock clock;
  private final MeterRegistry meters;

  Throttles(MongoDatabase database, Clock clock, MeterRegistry meters) {
    this.throttles = database.getCollection("throttles");
    this.clock = clock;
    this.meters = meters;
  }

  public void remember(Mailbox mailbox, Duration retryAfter, boolean wholeProject) {
    var wait = retryAfter.compareTo(LONGEST) > 0 ? LONGEST : retryAfter;
    throttles.updateOne(
        eq("_id", wholeProject ? project(mailbox) : mailbox.id().value()),
        max("until", clock.instant().plus(wait)),
        new UpdateOptions().upsert(true));
    var scope = wholeProject ? "project" : "mailbox";
    meters
        .counter("correo.calls.throttled", "provider", mailbox.provider(), "scope", scope)
        .increment();
  }

  /// Until when the provider is not to be called for this mailbox; null when it may be.
  public @Nullable Instant until(Mailbox mailbox) {
    var now = clock.instant();
    Instant latest = null;
    for (var stored : of(mailbox)) {
      var until = Documents.instant(stored, "until");
      if (until.isAfter(now) && (latest == null || until.isAfter(latest))) latest = until;
    }
    return latest;
  }

  /// @throws Throttled while the provider is not to be called
  void check(Mailbox mailbox) {
    var until = until(mailbox);
    if (until == null) return;
    var wait = Duration.between(clock.instant(), until);
    if (wait.isPositive()) throw new Throttled("waiting as the provider asked", wait, false);
  }

  private Iterable<Document> of(Mailbox mailbox) {
    return throttles.find(in("_id", List.of(mailbox.id().value(), project(mailbox))));
  }

  void forget(Mailbox mailbox) {
    throttles.deleteOne(eq("_id", mailbox.id().value()));
  }

  private static String project(Mailbox mailbox) {
    return "provider/" + mailbox.provider();
  }
}
