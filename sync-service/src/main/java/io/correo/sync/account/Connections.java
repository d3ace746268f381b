package io.correo.sync.account;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static io.correo.sync.storage.Documents.text;
import static io.correo.sync.storage.Documents.textOrNull;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import io.correo.events.UserId;
import io.correo.sync.account.Connection.Step;
import io.correo.sync.grant.TokenVault;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/// Connections under way. Each step is one conditional update, so none is taken twice.
@Repository
class Connections {
  private final MongoCollection<Document> connections;
  private final TokenVault vault;
  private final Duration lifetime;
  private final Clock clock;

  Connections(MongoDatabase database, TokenVault vault, AccountSettings settings, Clock clock) {
    this.connections = database.getCollection("connections");
    this.vault = vault;
    this.lifetime = settings.connectionFor();
    this.clock = clock;
  }

  void add(Connection connection) {
    var again = connection.again();
    connections.insertOne(
        new Document("_id", connection.state())
            .append("tenant", connection.tenant().value())
            .append("user", connection.user().value())
            .append("provider", connection.provider())
            .append("returnTo", connection.returnTo().toString())
            .append("verifier", close(connection.verifier(), connection.state(), "verifier"))
            .append("again", again == null ? null : again.value())
            .append("step", connection.step().name())
            .append("expiresAt", clock.instant().plus(lifetime)));
  }

  /// Null when there is none of this provider, or its time is over.
  @Nullable Connection find(String provider, String state) {
    var found = connections.find(and(alive(state), eq("provider", provider))).first();
    return found == null ? null : read(found);
  }

  /// Null also for another user's: to others it does not exist.
  @Nullable Connection find(TenantId tenant, UserId user, String state) {
    var found =
        connections
            .find(and(alive(state), eq("tenant", tenant.value()), eq("user", user.value())))
            .first();
    return found == null ? null : read(found);
  }

  /// False when the provider's answer is there already.
  boolean answered(String state, @Nullable String code, @Nullable String refusal) {
    return step(
        state,
        Step.ASKED,
        combine(
            set("step", Step.ANSWERED.name()),
            set("code", code == null ? null : close(code, state, "code")),
            set("refusal", refusal)));
  }

  /// False when somebody redeems it already, or has.
  boolean redeem(String state) {
    return step(state, Step.ANSWERED, set("step", Step.REDEEMING.name()));
  }

  /// The provider could not be asked: the code may be tried again.
  void notRedeemed(String state) {
    step(state, Step.REDEEMING, set("step", Step.ANSWERED.name()));
  }

  void done(String state, MailboxId mailbox) {
    step(
        state,
        Step.REDEEMING,
        combine(
            set("step", Step.DONE.name()),
            set("made", mailbox.value()),
            unset("code"),
            set("verifier", close("", state, "verifier"))));
  }

  @Scheduled(fixedDelayString = "${correo.sync.account.sweep-every}")
  void sweep() {
    connections.deleteMany(lt("expiresAt", clock.instant()));
  }

  private boolean step(String state, Step from, Bson update) {
    return connections
            .updateOne(and(alive(state), eq("step", from.name())), update)
            .getModifiedCount()
        == 1;
  }

  private Bson alive(String state) {
    return and(eq("_id", state), gt("expiresAt", clock.instant()));
  }

  private Binary close(String secret, String state, String purpose) {
    return vault.close(secret, state, purpose);
  }

  private Connection read(Document stored) {
    var state = text(stored, "_id");
    var code = stored.get("code", Binary.class);
    var again = textOrNull(stored, "again");
    var made = textOrNull(stored, "made");
    return new Connection(
        state,
        new TenantId(text(stored, "tenant")),
        new UserId(text(stored, "user")),
        text(stored, "provider"),
        URI.create(text(stored, "returnTo")),
        vault.open(stored.get("verifier", Binary.class), state, "verifier"),
        again == null ? null : new MailboxId(again),
        code == null ? null : vault.open(code, state, "code"),
        textOrNull(stored, "refusal"),
        Step.valueOf(text(stored, "step")),
        made == null ? null : new MailboxId(made));
  }
}
