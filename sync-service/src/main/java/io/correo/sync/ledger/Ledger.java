package io.correo.sync.ledger;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import io.correo.events.MailFact;
import io.correo.events.MailFact.MessageRemoved;
import io.correo.events.MailFact.MessageStateChanged;
import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.events.Revision;
import io.correo.events.TenantId;
import io.correo.sync.mailbox.Mailbox;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// What we last told about each message of each mailbox. Removal checks, comparisons and
/// republication ask it instead of the provider.
@Repository
public class Ledger {
  private static final Bson WITHOUT_CONTENT = exclude("fact");

  private final MongoCollection<Document> ledger;

  Ledger(MongoDatabase database) {
    this.ledger = database.getCollection("ledger");
  }

  /// Entries by the provider's present name of the message; unknown ones are left out.
  public Map<String, LedgerEntry> byRef(Mailbox mailbox, Collection<String> refs) {
    var found = new HashMap<String, LedgerEntry>();
    if (refs.isEmpty()) return found;
    for (var stored : ledger.find(and(of(mailbox), in("ref", refs))).projection(WITHOUT_CONTENT)) {
      var entry = LedgerDocument.entry(stored);
      found.put(entry.ref(), entry);
    }
    return found;
  }

  Map<MessageId, LedgerEntry> byId(Mailbox mailbox, Collection<MessageId> ids) {
    var found = new HashMap<MessageId, LedgerEntry>();
    if (ids.isEmpty()) return found;
    var values = ids.stream().map(MessageId::value).toList();
    for (var stored :
        ledger.find(and(of(mailbox), in("_id", values))).projection(WITHOUT_CONTENT)) {
      var entry = LedgerDocument.entry(stored);
      found.put(entry.message(), entry);
    }
    return found;
  }

  /// A message with its content; null when it is not known.
  public @Nullable Kept find(MailboxId mailbox, TenantId tenant, MessageId message) {
    var stored = ledger.find(one(tenant, mailbox, message)).first();
    return stored == null
        ? null
        : new Kept(LedgerDocument.fact(stored), LedgerDocument.entry(stored));
  }

  /// The messages of a mailbox in the order of their ids, without content.
  ///
  /// @param after where the page before ended; null for the first
  public List<LedgerEntry> page(Mailbox mailbox, @Nullable MessageId after, int limit) {
    var found = new ArrayList<LedgerEntry>();
    for (var stored : rows(mailbox, after, limit).projection(WITHOUT_CONTENT)) {
      found.add(LedgerDocument.entry(stored));
    }
    return found;
  }

  List<Kept> fullPage(Mailbox mailbox, @Nullable MessageId after, int limit) {
    var found = new ArrayList<Kept>();
    for (var stored : rows(mailbox, after, limit)) {
      found.add(new Kept(LedgerDocument.fact(stored), LedgerDocument.entry(stored)));
    }
    return found;
  }

  public long count(Mailbox mailbox) {
    return ledger.countDocuments(of(mailbox));
  }

  /// Keeps what was told. Safe to repeat; what a newer reading has written stays as it is.
  void keep(List<? extends MailFact> facts) {
    var writes = new ArrayList<WriteModel<Document>>();
    for (var fact : facts) {
      var write = write(fact);
      if (write != null) writes.add(write);
    }
    bulk(writes);
  }

  private void bulk(List<WriteModel<Document>> writes) {
    var rest = writes;
    while (!rest.isEmpty()) {
      try {
        // In order: a page may tell of one message twice.
        ledger.bulkWrite(rest, new BulkWriteOptions().ordered(true));
        return;
      } catch (MongoBulkWriteException failure) {
        var error = failure.getWriteErrors().isEmpty() ? null : failure.getWriteErrors().getFirst();
        if (error == null || error.getCategory() != ErrorCategory.DUPLICATE_KEY) throw failure;
        // A newer reading has been there: that write is refused, those after it are not.
        rest = rest.subList(error.getIndex() + 1, rest.size());
      }
    }
  }

  /// Takes back what was kept by somebody who had lost the mailbox, unless it was told anew since:
  /// whoever took over has looked at each of these messages, or is going to.
  void withdraw(List<? extends MailFact> facts) {
    for (var fact : facts) {
      if (fact instanceof MessageUpserted it) {
        ledger.deleteOne(
            and(one(it.tenant(), it.mailbox(), it.message()), eq("told", it.revision().value())));
      }
    }
  }

  /// @return the number of messages dropped
  public long erase(Mailbox mailbox) {
    return ledger.deleteMany(of(mailbox)).getDeletedCount();
  }

  private static @Nullable WriteModel<Document> write(MailFact fact) {
    return switch (fact) {
      case MessageUpserted it ->
          new UpdateOneModel<>(
              older(it, it.message()),
              combine(
                  set("ref", it.ref()),
                  set("threadRef", it.threadRef()),
                  set("state", LedgerDocument.state(it.state())),
                  set("told", it.revision().value()),
                  set("stateTold", it.revision().value()),
                  set("fact", LedgerDocument.compressed(it))),
              new UpdateOptions().upsert(true));
      case MessageStateChanged it ->
          new UpdateOneModel<>(
              older(it, it.message()),
              combine(
                  set("state", LedgerDocument.state(it.state())),
                  set("stateTold", it.revision().value())));
      case MessageRemoved it -> new DeleteOneModel<>(older(it, it.message()));
      case MailFact.FolderUpserted _,
          MailFact.FolderRemoved _,
          MailFact.MailboxCaughtUp _,
          MailFact.MailboxErased _,
          MailFact.Unrecognised _ ->
          null;
    };
  }

  private static Bson older(MailFact fact, MessageId message) {
    return and(
        one(fact.tenant(), fact.mailbox(), message), lt("stateTold", fact.revision().value()));
  }

  private static Bson one(TenantId tenant, MailboxId mailbox, MessageId message) {
    return and(
        eq("tenant", tenant.value()), eq("mailbox", mailbox.value()), eq("_id", message.value()));
  }

  private static Bson of(Mailbox mailbox) {
    return and(eq("tenant", mailbox.tenant().value()), eq("mailbox", mailbox.id().value()));
  }

  private com.mongodb.client.FindIterable<Document> rows(
      Mailbox mailbox, @Nullable MessageId after, int limit) {
    var filter = after == null ? of(mailbox) : and(of(mailbox), gt("_id", after.value()));
    return ledger.find(filter).sort(Sorts.ascending("_id")).limit(limit);
  }

  /// A message as it was told.
  ///
  /// @param fact the last full one, with the state of that moment
  /// @param entry its state now
  public record Kept(MessageUpserted fact, LedgerEntry entry) {
    /// The full fact with the state of now.
    public MessageUpserted now() {
      return new MessageUpserted(
          fact.tenant(),
          fact.mailbox(),
          fact.revision(),
          fact.origin(),
          fact.message(),
          fact.ref(),
          fact.thread(),
          fact.threadRef(),
          fact.content(),
          entry.state());
    }

    Revision stateTold() {
      return entry.stateTold();
    }
  }
}
