package io.correo.mailbox.action;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import io.correo.events.UserId;
import io.correo.mailbox.store.Collections;
import io.correo.mailbox.store.Documents;
import io.correo.mailbox.store.Erasable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// Operations and their items.
@Repository
class Operations implements Erasable {
  private final MongoCollection<Document> operations;
  private final MongoCollection<Document> items;

  Operations(MongoDatabase database) {
    operations = database.getCollection(Collections.OPERATIONS);
    items = database.getCollection(Collections.OPERATION_ITEMS);
  }

  void insert(Operation operation) {
    operations.insertOne(
        new Document("_id", operation.id())
            .append("tenant", operation.tenant().value())
            .append("user", operation.user().value())
            .append("state", operation.state().wireName())
            .append("createdAt", Date.from(operation.createdAt()))
            .append("total", operation.total())
            .append("o", Documents.of(operation)));
  }

  /// @param notBefore when to begin; null for at once
  void insert(List<Item> all, @Nullable Instant notBefore) {
    if (all.isEmpty()) return;
    var documents = new ArrayList<Document>();
    for (var item : all) {
      var document =
          new Document("_id", item.id())
              .append("operation", item.operation())
              .append("mailbox", item.mailbox().value())
              .append("seq", item.seq())
              .append("state", item.state().wireName())
              .append("i", Documents.of(item));
      if (notBefore != null) document.append("notBefore", Date.from(notBefore));
      documents.add(document);
    }
    items.insertMany(documents);
  }

  /// @return null when this user has none of this id
  @Nullable Operation find(TenantId tenant, UserId user, String id) {
    var document =
        operations
            .find(and(eq("_id", id), eq("tenant", tenant.value()), eq("user", user.value())))
            .first();
    return document == null ? null : operation(document);
  }

  @Nullable Operation find(String id) {
    var document = operations.find(eq("_id", id)).first();
    return document == null ? null : operation(document);
  }

  /// @return false when it was not in one of these states
  boolean move(String operation, List<Operation.State> from, Operation.State to) {
    var states = from.stream().map(Operation.State::wireName).toList();
    return operations
            .updateOne(
                and(eq("_id", operation), in("state", states)), Updates.set("state", to.wireName()))
            .getModifiedCount()
        == 1;
  }

  /// Operations that still run and began before.
  List<Operation> running(Instant before, int most) {
    var found = new ArrayList<Operation>();
    for (var document :
        operations
            .find(
                and(
                    eq("state", Operation.State.RUNNING.wireName()),
                    lte("createdAt", Date.from(before))))
            .limit(most)) {
      found.add(operation(document));
    }
    return found;
  }

  /// Claims what is to be done in a mailbox now, in order: undo can no longer catch these.
  List<Item> claim(MailboxId mailbox, Instant now, int most) {
    var found = new ArrayList<Item>();
    for (var document :
        items
            .find(
                and(
                    eq("mailbox", mailbox.value()),
                    in("state", Item.State.PENDING.wireName(), Item.State.EXECUTING.wireName()),
                    or(exists("notBefore", false), lte("notBefore", Date.from(now)))))
            .sort(Sorts.ascending("seq"))
            .limit(most)) {
      found.add(item(document));
    }
    var claim = UUID.randomUUID().toString();
    var ids = found.stream().map(Item::id).toList();
    if (ids.isEmpty()) return List.of();
    items.updateMany(
        and(
            in("_id", ids),
            in("state", Item.State.PENDING.wireName(), Item.State.EXECUTING.wireName())),
        Updates.combine(
            Updates.set("state", Item.State.EXECUTING.wireName()), Updates.set("claim", claim)));
    var claimed = new ArrayList<Item>();
    for (var document : items.find(and(in("_id", ids), eq("claim", claim)))) {
      claimed.add(item(document));
    }
    claimed.sort(java.util.Comparator.comparingLong(Item::seq));
    return claimed;
  }

  /// From now on the items of an operation may be executed: their messages show it.
  void release(String operation) {
    items.updateMany(
        and(eq("operation", operation), eq("state", Item.State.PLANNED.wireName())),
        Updates.set("state", Item.State.PENDING.wireName()));
  }

  /// When the next item of a mailbox is due; null when there is none.
  @Nullable Instant nextDue(MailboxId mailbox) {
    Instant next = null;
    for (var document :
        items
            .find(
                and(
                    eq("mailbox", mailbox.value()),
                    in("state", Item.State.PENDING.wireName(), Item.State.EXECUTING.wireName())))
            .limit(1_000)) {
      var date = document.getDate("notBefore");
      var due = date == null ? Instant.EPOCH : date.toInstant();
      if (next == null || due.isBefore(next)) next = due;
    }
    return next;
  }

  /// How an item ended.
  record End(Item item, Item.State state, @Nullable String reason) {}

  void end(List<End> ends) {
    var models = new ArrayList<WriteModel<Document>>();
    for (var end : ends) {
      models.add(
          new UpdateOneModel<>(
              eq("_id", end.item().id()),
              Updates.combine(
                  Updates.set("state", end.state().wireName()),
                  end.reason() == null
                      ? Updates.unset("reason")
                      : Updates.set("reason", end.reason()))));
    }
    if (!models.isEmpty()) items.bulkWrite(models);
  }

  /// Takes back what has not begun.
  ///
  /// @return what was taken back
  List<Item> cancelPending(String operation) {
    var before = inState(operation, Item.State.PENDING);
    items.updateMany(
        and(eq("operation", operation), eq("state", Item.State.PENDING.wireName())),
        Updates.set("state", Item.State.UNDONE.wireName()));
    var undone = inState(operation, Item.State.UNDONE).stream().map(Item::id).toList();
    return before.stream().filter(item -> undone.contains(item.id())).toList();
  }

  List<Item> inState(String operation, Item.State state) {
    var found = new ArrayList<Item>();
    for (var document :
        items.find(and(eq("operation", operation), eq("state", state.wireName())))) {
      found.add(item(document));
    }
    return found;
  }

  long count(String operation, Item.State state) {
    return items.countDocuments(and(eq("operation", operation), eq("state", state.wireName())));
  }

  /// @param after seq of the last one seen; 0 to begin
  List<Item> page(String operation, long after, int most) {
    var found = new ArrayList<Item>();
    for (var document :
        items
            .find(and(eq("operation", operation), gt("seq", after)))
            .sort(Sorts.ascending("seq"))
            .limit(most)) {
      found.add(item(document));
    }
    return found;
  }

  @Override
  public void erase(MailboxId mailbox) {
    items.deleteMany(eq("mailbox", mailbox.value()));
  }

  private static Operation operation(Document document) {
    var stored = Documents.read(document.get("o", Document.class), Operation.class);
    var state = document.getString("state").toUpperCase(java.util.Locale.ROOT);
    return new Operation(
        stored.id(),
        stored.tenant(),
        stored.user(),
        stored.action(),
        stored.mailboxes(),
        Operation.State.valueOf(state),
        document.get("total", Number.class).intValue(),
        stored.createdAt(),
        stored.undoUntil(),
        stored.undoes());
  }

  private static Item item(Document document) {
    var stored = Documents.read(document.get("i", Document.class), Item.class);
    var state = document.getString("state").toUpperCase(java.util.Locale.ROOT);
    return new Item(
        stored.operation(),
        stored.tenant(),
        stored.mailbox(),
        stored.message(),
        stored.thread(),
        stored.seq(),
        stored.action(),
        stored.folders(),
        stored.before(),
        Item.State.valueOf(state),
        document.getString("reason"));
  }
}
