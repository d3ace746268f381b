package io.correo.mailbox.action;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.correo.events.MailboxId;
import io.correo.mailbox.store.Collections;
import io.correo.mailbox.store.Erasable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// Which mailboxes have actions to execute, and who executes them: one instance at a time, by a
/// lease that ends by itself when its holder dies.
@Repository
class Work implements Erasable {
  static final Duration LEASE = Duration.ofSeconds(60);

  private final MongoCollection<Document> collection;
  private final Clock clock;

  Work(MongoDatabase database, Clock clock) {
    collection = database.getCollection(Collections.ACTION_WORK);
    this.clock = clock;
  }

  /// @param attempts failed in a row
  record Lease(MailboxId mailbox, String holder, int attempts) {}

  /// Something is to be done from then on.
  void want(MailboxId mailbox, Instant from) {
    collection.updateOne(
        eq("_id", mailbox.value()),
        Updates.combine(
            Updates.set("wanted", true),
            Updates.min("nextAt", Date.from(from)),
            Updates.setOnInsert("leaseUntil", new Date(0)),
            Updates.setOnInsert("blockedUntil", new Date(0))),
        new UpdateOptions().upsert(true));
  }

  List<MailboxId> due(int most) {
    var mailboxes = new ArrayList<MailboxId>();
    var now = Date.from(clock.instant());
    for (var document :
        collection
            .find(
                and(
                    eq("wanted", true),
                    lte("nextAt", now),
                    lte("blockedUntil", now),
                    lte("leaseUntil", now)))
            .limit(most)) {
      mailboxes.add(new MailboxId(document.getString("_id")));
    }
    return mailboxes;
  }

  /// @return null when there is nothing to do now, or somebody does it
  @Nullable Lease claim(MailboxId mailbox) {
    var now = clock.instant();
    var holder = UUID.randomUUID().toString();
    var claimed =
        collection.findOneAndUpdate(
            and(
                eq("_id", mailbox.value()),
                eq("wanted", true),
                lte("nextAt", Date.from(now)),
                lte("blockedUntil", Date.from(now)),
                lte("leaseUntil", Date.from(now))),
            Updates.combine(
                Updates.set("wanted", false),
                Updates.unset("nextAt"),
                Updates.set("holder", holder),
                Updates.set("leaseUntil", Date.from(now.plus(LEASE)))));
    if (claimed == null) return null;
    return new Lease(mailbox, holder, claimed.getInteger("attempts", 0));
  }

  /// @return false when the lease is lost
  boolean renew(Lease lease) {
    return collection
            .updateOne(
                and(eq("_id", lease.mailbox().value()), eq("holder", lease.holder())),
                Updates.set("leaseUntil", Date.from(clock.instant().plus(LEASE))))
            .getMatchedCount()
        == 1;
  }

  /// Ends a lease.
  ///
  /// @param next when there is more to do; null when there is not
  void release(Lease lease, @Nullable Instant next) {
    end(lease, next, Instant.EPOCH, 0);
  }

  /// Ends a lease because nothing can be done before then.
  void block(Lease lease, Instant until) {
    end(lease, until, until, lease.attempts() + 1);
  }

  private void end(Lease lease, @Nullable Instant next, Instant blockedUntil, int attempts) {
    var change =
        Updates.combine(
            Updates.set("leaseUntil", new Date(0)),
            Updates.set("blockedUntil", Date.from(blockedUntil)),
            Updates.set("attempts", attempts),
            Updates.unset("holder"));
    if (next != null) {
      change =
          Updates.combine(
              change, Updates.set("wanted", true), Updates.min("nextAt", Date.from(next)));
    }
    collection.updateOne(
        and(eq("_id", lease.mailbox().value()), eq("holder", lease.holder())), change);
  }

  @Override
  public void erase(MailboxId mailbox) {
    collection.deleteOne(eq("_id", mailbox.value()));
  }
}
