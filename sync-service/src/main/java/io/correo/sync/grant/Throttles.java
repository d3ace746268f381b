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
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.springframework.stereotype.Repository;

/// Until when a provider does not want to be called, for one mailbox or for all of it. Whoever
/// hears it says it here, and nobody calls before.
@Repository
public class Throttles {
  private static final Duration LONGEST = Duration.ofHours(24);

  private final MongoCollection<Document> throttles;
  private final Clock clock;

  Throttles(MongoDatabase database, Clock clock) {
    this.throttles = database.getCollection("throttles");
    this.clock = clock;
  }

  public void remember(Mailbox mailbox, Duration retryAfter, boolean wholeProject) {
    var wait = retryAfter.compareTo(LONGEST) > 0 ? LONGEST : retryAfter;
    throttles.updateOne(
        eq("_id", wholeProject ? project(mailbox) : mailbox.id().value()),
        max("until", clock.instant().plus(wait)),
        new UpdateOptions().upsert(true));
  }

  /// @throws Throttled while the provider is not to be called
  void check(Mailbox mailbox) {
    var now = clock.instant();
    var wait = Duration.ZERO;
    for (var stored : throttles.find(in("_id", List.of(mailbox.id().value(), project(mailbox))))) {
      var left = Duration.between(now, Documents.instant(stored, "until"));
      if (left.compareTo(wait) > 0) wait = left;
    }
    if (wait.isPositive()) throw new Throttled("waiting as the provider asked", wait, false);
  }

  void forget(Mailbox mailbox) {
    throttles.deleteOne(eq("_id", mailbox.id().value()));
  }

  private static String project(Mailbox mailbox) {
    return "provider/" + mailbox.provider();
  }
}
