package io.correo.sync.grant;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import io.correo.events.MailboxId;
import io.correo.provider.MailConsent;
import io.correo.sync.mailbox.Mailbox;
import io.correo.sync.storage.Documents;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The tokens of each mailbox, encrypted. A version grows with every change; whoever read an older
/// one overwrites nothing.
@Repository
class HeldTokens {
  private static final String REFRESH = "refresh";
  private static final String ACCESS = "access";

  private final MongoCollection<Document> grants;
  private final TokenVault vault;
  private final Clock clock;

  HeldTokens(MongoDatabase database, TokenVault vault, Clock clock) {
    this.grants = database.getCollection("grants");
    this.vault = vault;
    this.clock = clock;
  }

  /// @param dead the provider said that only the user can help
  /// @param refreshing who refreshes it just now; null when nobody does
  record Held(
      long version,
      String refreshToken,
      String accessToken,
      Instant expiresAt,
      boolean dead,
      @Nullable String refreshing,
      @Nullable Instant mailboxAt,
      @Nullable Instant composeAt) {
    @Override
    public String toString() {
      return "Held[version %d, until %s]".formatted(version, expiresAt);
    }
  }

  @Nullable Held find(Mailbox mailbox) {
    var stored = grants.find(eq("_id", mailbox.id().value())).first();
    if (stored == null) return null;
    return new Held(
        Documents.number(stored, "version"),
        open(stored, REFRESH, mailbox),
        open(stored, ACCESS, mailbox),
        Documents.instant(stored, "expiresAt"),
        Documents.flag(stored, "dead"),
        Documents.textOrNull(stored, "refreshing"),
        Documents.instantOrNull(stored, "mailboxAt"),
        Documents.instantOrNull(stored, "composeAt"));
  }

  /// Whether there are any, without opening them.
  boolean has(MailboxId mailbox) {
    return grants.find(eq("_id", mailbox.value())).projection(include("version")).first() != null;
  }

  /// The user has agreed anew: whatever was there is older.
  void put(Mailbox mailbox, MailConsent.Tokens tokens) {
    grants.updateOne(
        eq("_id", mailbox.id().value()),
        combine(values(mailbox, tokens), set("tenant", mailbox.tenant().value())),
        new UpdateOptions().upsert(true));
  }

  /// False when somebody else refreshes it, or has.
  boolean claim(MailboxId mailbox, Held seen, String claimant) {
    return one(seenAs(mailbox, seen), set("refreshing", claimant));
  }

  void unclaim(MailboxId mailbox, String claimant) {
    grants.updateOne(
        and(eq("_id", mailbox.value()), eq("refreshing", claimant)), unset("refreshing"));
  }

  /// False when there is a newer one by now.
  boolean replace(Mailbox mailbox, long version, MailConsent.Tokens tokens) {
    return one(
        and(eq("_id", mailbox.id().value()), eq("version", version)), values(mailbox, tokens));
  }

  /// Nobody asks the provider with these again. False when there are newer ones by now: then the
  /// refusal was about old ones.
  boolean bury(MailboxId mailbox, long version) {
    return one(
        and(eq("_id", mailbox.value()), eq("version", version)),
        combine(set("dead", true), unset("refreshing")));
  }

  /// Somebody met a refusal with the token that has this hash; a newer one is left alone.
  void expire(MailboxId mailbox, @Nullable String accessHash) {
    var ofToken =
        accessHash == null
            ? eq("_id", mailbox.value())
            : and(eq("_id", mailbox.value()), eq("accessHash", accessHash));
    grants.updateOne(ofToken, set("expiresAt", Instant.EPOCH));
  }

  void usedBy(MailboxId mailbox, Purpose purpose) {
    grants.updateOne(eq("_id", mailbox.value()), set(purpose.budget() + "At", clock.instant()));
  }

  void remove(MailboxId mailbox) {
    grants.deleteOne(eq("_id", mailbox.value()));
  }

  static String hash(String accessToken) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(accessToken.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  private Bson values(Mailbox mailbox, MailConsent.Tokens tokens) {
    var values = new ArrayList<Bson>();
    var refreshToken = tokens.refreshToken();
    if (refreshToken != null) values.add(set(REFRESH, closed(refreshToken, REFRESH, mailbox)));
    values.add(set(ACCESS, closed(tokens.accessToken(), ACCESS, mailbox)));
    values.add(set("accessHash", hash(tokens.accessToken())));
    values.add(set("expiresAt", clock.instant().plus(tokens.expiresIn())));
    values.add(inc("version", 1L));
    values.add(unset("dead"));
    values.add(unset("refreshing"));
    return combine(values);
  }

  private static Bson seenAs(MailboxId mailbox, Held seen) {
    return and(
        eq("_id", mailbox.value()),
        eq("version", seen.version()),
        eq("refreshing", seen.refreshing()));
  }

  private boolean one(Bson filter, Bson update) {
    return grants.updateOne(filter, update).getMatchedCount() == 1;
  }

  private Binary closed(String token, String purpose, Mailbox mailbox) {
    return vault.close(token, mailbox.tenant().value(), mailbox.id().value(), purpose);
  }

  private String open(Document stored, String purpose, Mailbox mailbox) {
    var closed = stored.get(purpose, Binary.class);
    if (closed == null) return "";
    return vault.open(closed, mailbox.tenant().value(), mailbox.id().value(), purpose);
  }
}
