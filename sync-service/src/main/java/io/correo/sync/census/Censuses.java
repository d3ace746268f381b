package io.correo.sync.census;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import io.correo.events.MailboxId;
import io.correo.sync.storage.Documents;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Repository;

/// When each mailbox was last proved complete, and when it is to be proved again.
@Repository
@EnableConfigurationProperties(CensusSettings.class)
public class Censuses {
  private final MongoCollection<Document> censuses;
  private final CensusSettings settings;
  private final Clock clock;
  private final MeterRegistry meters;

  Censuses(MongoDatabase database, CensusSettings settings, Clock clock, MeterRegistry meters) {
    this.censuses = database.getCollection("censuses");
    this.settings = settings;
    this.clock = clock;
    this.meters = meters;
  }

  /// Null before the first.
  public @Nullable Census last(MailboxId mailbox) {
    var stored = find(mailbox);
    if (stored == null || stored.get("provedAt") == null) return null;
    return new Census(
        Documents.number(stored, "atProvider"),
        Documents.number(stored, "ours"),
        Documents.number(stored, "healed"),
        Documents.instant(stored, "provedAt"));
  }

  /// When the next one is due; null before the import is done.
  public @Nullable Instant dueAt(MailboxId mailbox) {
    var stored = find(mailbox);
    return stored == null ? null : Documents.instantOrNull(stored, "dueAt");
  }

  /// Whether the next comparison may leave out flags and folders.
  public boolean namesOnly(MailboxId mailbox) {
    var stored = find(mailbox);
    return stored != null && Documents.flag(stored, "namesOnly");
  }

  /// Compare as soon as possible, everything.
  public void want(MailboxId mailbox) {
    put(mailbox, combine(set("dueAt", clock.instant()), set("namesOnly", false)));
  }

  /// Compare as soon as possible which messages there are: their states were just read. When
  /// everything is to be compared now, that stands.
  public void wantNames(MailboxId mailbox) {
    var due = dueAt(mailbox);
    if (due != null && !due.isAfter(clock.instant()) && !namesOnly(mailbox)) return;
    put(mailbox, combine(set("dueAt", clock.instant()), set("namesOnly", true)));
  }

  void proved(MailboxId mailbox, Census census) {
    var every = settings.every().toMillis();
    var wait = every - every / 10 + ThreadLocalRandom.current().nextLong(every / 5 + 1);
    put(
        mailbox,
        combine(
            set("atProvider", census.atProvider()),
            set("ours", census.ours()),
            set("healed", census.healed()),
            set("provedAt", census.provedAt()),
            set("namesOnly", false),
            set("dueAt", census.provedAt().plusMillis(wait))));
    var outcome = census.healed() == 0 ? "complete" : "healed";
    meters.counter("correo.censuses", "outcome", outcome).increment();
    meters.counter("correo.census.differences").increment(census.healed());
  }

  public void erase(MailboxId mailbox) {
    censuses.deleteOne(eq("_id", mailbox.value()));
  }

  private @Nullable Document find(MailboxId mailbox) {
    return censuses.find(eq("_id", mailbox.value())).first();
  }

  private void put(MailboxId mailbox, Bson update) {
    censuses.updateOne(eq("_id", mailbox.value()), update, new UpdateOptions().upsert(true));
  }
}
