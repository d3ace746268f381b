package io.correo.sync.ledger;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import io.correo.events.FolderId;
import io.correo.events.MailFact;
import io.correo.events.MailFact.FolderRemoved;
import io.correo.events.MailFact.FolderUpserted;
import io.correo.events.MailFact.MailboxCaughtUp;
import io.correo.events.MailFact.MailboxErased;
import io.correo.events.MailFact.MessageRemoved;
import io.correo.events.MailFact.MessageStateChanged;
import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.MailFact.Unrecognised;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.events.Revision;
import io.correo.sync.schedule.Lease;
import io.correo.sync.schedule.LeaseLost;
import io.correo.sync.storage.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// What a turn is telling just now: named before it is published, forgotten once the ledger has it.
/// Who takes a mailbox over finds here what may be known to readers and unknown to the ledger, and
/// from that moment the holder before it begins to tell nothing.
@Repository
class Telling {
  private final MongoCollection<Document> telling;

  Telling(MongoDatabase database) {
    this.telling = database.getCollection("telling");
  }

  /// Something that was being told. A removal needs no place here: its message is still in the
  /// ledger, so it is found and told again.
  sealed interface Item {
    /// @param ref the provider's name, when the message was told whole; else null
    /// @param live whether it was told as news
    record Message(MessageId id, @Nullable String ref, Revision revision, boolean live)
        implements Item {}

    record Place(FolderId id) implements Item {}
  }

  /// @throws LeaseLost when the mailbox was taken over: nothing may be published
  void begin(Reading reading, List<MailFact> facts) {
    var named = facts.stream().map(it -> named(reading, it)).filter(Objects::nonNull).toList();
    try {
      telling.updateOne(
          upTo(reading.lease()),
          combine(set("epoch", reading.lease().epoch()), set(place(reading), named)),
          new UpdateOptions().upsert(true));
    } catch (RuntimeException failure) {
      if (!Documents.isDuplicate(failure)) throw failure;
      throw new LeaseLost(reading.lease().mailbox());
    }
  }

  /// False when the mailbox was taken over meanwhile.
  boolean end(Reading reading) {
    var lease = reading.lease();
    return telling
            .updateOne(and(of(lease), eq("epoch", lease.epoch())), set(place(reading), List.of()))
            .getMatchedCount()
        == 1;
  }

  /// Stops whoever held the mailbox before from telling, and keeps what was left half told until
  /// [#settled].
  List<Item> takeOver(Lease lease) {
    // A holder that gave the mailbox back tells nothing any more. What it was told to stop while it
    // was telling may be left all the same.
    var before = lease.failures() == 0 ? telling.find(of(lease)).first() : raise(lease);
    var unfinished = new ArrayList<Document>();
    if (before != null) {
      for (var field : List.of("unfinished", "news", "work")) {
        unfinished.addAll(Documents.documents(before, field));
      }
    }
    if (unfinished.isEmpty()) return List.of();
    // Dead before this, the next one finds them where they were.
    telling.updateOne(
        upTo(lease),
        combine(set("unfinished", unfinished), set("news", List.of()), set("work", List.of())));
    return unfinished.stream().map(Telling::item).toList();
  }

  void settled(Lease lease) {
    telling.updateOne(upTo(lease), set("unfinished", List.of()));
  }

  void erase(MailboxId mailbox) {
    telling.deleteOne(eq("_id", mailbox.value()));
  }

  private @Nullable Document raise(Lease lease) {
    try {
      return telling.findOneAndUpdate(
          upTo(lease),
          set("epoch", lease.epoch()),
          new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.BEFORE));
    } catch (RuntimeException failure) {
      if (!Documents.isDuplicate(failure)) throw failure;
      throw new LeaseLost(lease.mailbox());
    }
  }

  private static Bson of(Lease lease) {
    return eq("_id", lease.mailbox().value());
  }

  private static Bson upTo(Lease lease) {
    return and(of(lease), lte("epoch", lease.epoch()));
  }

  /// News and long work go on side by side.
  private static String place(Reading reading) {
    return reading.isLive() ? "news" : "work";
  }

  private static @Nullable Document named(Reading reading, MailFact fact) {
    return switch (fact) {
      case MessageUpserted it -> message(reading, it, it.message()).append("ref", it.ref());
      case MessageStateChanged it -> message(reading, it, it.message());
      case FolderUpserted it -> new Document("folder", it.folder().id().value());
      case FolderRemoved it -> new Document("folder", it.folder().value());
      case MessageRemoved _, MailboxCaughtUp _, MailboxErased _, Unrecognised _ -> null;
    };
  }

  private static Document message(Reading reading, MailFact fact, MessageId message) {
    return new Document("message", message.value())
        .append("revision", fact.revision().value())
        .append("live", reading.isLive());
  }

  private static Item item(Document stored) {
    var folder = Documents.textOrNull(stored, "folder");
    if (folder != null) return new Item.Place(new FolderId(folder));
    return new Item.Message(
        new MessageId(Documents.text(stored, "message")),
        Documents.textOrNull(stored, "ref"),
        new Revision(Documents.number(stored, "revision")),
        Documents.flag(stored, "live"));
  }
}
