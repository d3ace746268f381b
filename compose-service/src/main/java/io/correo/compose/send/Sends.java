package io.correo.compose.send;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.correo.compose.store.Database;
import io.correo.compose.store.Documents;
import io.correo.events.MailboxId;
import io.correo.events.OutgoingMail;
import io.correo.events.SendId;
import io.correo.events.TenantId;
import io.correo.events.UserId;
import io.correo.service.paging.PageCursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The sends there are. Each step is one conditional update of one document: whoever saw an older
/// step changes nothing.
@Repository
public class Sends {
  private static final int DUPLICATE_KEY = 11000;
  private static final List<String> WAITING =
      List.of(
          OutgoingMail.State.SCHEDULED.wireName(),
          OutgoingMail.State.HELD.wireName(),
          OutgoingMail.State.QUEUED.wireName(),
          OutgoingMail.State.RESOLVING.wireName());

  private final MongoCollection<Document> collection;
  private final Documents documents;

  public Sends(Database database, Documents documents) {
    this.collection = database.collection(Database.SENDS);
    this.documents = documents;
  }

  /// False when there is one with this id, or with this user's key.
  boolean insert(Send send) {
    try {
      collection.insertOne(document(send));
      return true;
    } catch (MongoWriteException e) {
      if (e.getError().getCode() == DUPLICATE_KEY) return false;
      throw e;
    }
  }

  public @Nullable Send find(SendId id) {
    var found = collection.find(Filters.eq("_id", id.value())).first();
    return found == null ? null : send(found);
  }

  @Nullable Send ofKey(TenantId tenant, UserId user, String key) {
    var found =
        collection
            .find(
                Filters.and(
                    Filters.eq("tenant", tenant.value()),
                    Filters.eq("user", user.value()),
                    Filters.eq("key", key)))
            .first();
    return found == null ? null : send(found);
  }

  /// Takes the step; null when another was faster.
  @Nullable Send advance(Send from, SendState to, Instant now) {
    return replace(from, from.to(to, now));
  }

  @Nullable Send reschedule(Send from, Instant at, Instant now) {
    return replace(from, from.rescheduled(at, now));
  }

  private @Nullable Send replace(Send from, Send next) {
    return collection.replaceOne(unchanged(from), document(next)).getModifiedCount() == 1
        ? next
        : null;
  }

  /// Forgets what is published up to a step. When the send moved on meanwhile it stays, and is
  /// published again: readers ignore an older step.
  @Nullable Send published(Send send, long upTo) {
    return replace(send, send.published(upTo));
  }

  private static Bson unchanged(Send send) {
    return Filters.and(
        Filters.eq("_id", send.id().value()),
        Filters.eq("step", send.step()),
        Filters.eq("unpublishedCount", send.outbox().size()));
  }

  /// Sends somebody has to act on: due ones, and those under way whose sender may have died.
  List<SendId> due(Instant now, int max) {
    var due =
        ids(
            Filters.and(Filters.in("state", WAITING), Filters.lte("dueAt", Date.from(now))),
            Sorts.ascending("dueAt"),
            max);
    due.addAll(
        ids(
            Filters.eq("state", OutgoingMail.State.SENDING.wireName()),
            Sorts.ascending("dueAt"),
            max));
    return due;
  }

  List<SendId> unpublished(int max) {
    return ids(Filters.eq("unpublished", true), Sorts.ascending("unpublished"), max);
  }

  private List<SendId> ids(Bson filter, Bson sort, int max) {
    return collection
        .find(filter)
        .projection(Projections.include("_id"))
        .sort(sort)
        .limit(max)
        .map(found -> new SendId(found.getString("_id")))
        .into(new ArrayList<>());
  }

  /// A user's sends in a state, the last accepted first.
  List<Send> list(
      TenantId tenant, UserId user, OutgoingMail.State state, @Nullable PageCursor after, int max) {
    var wanted = new ArrayList<Bson>();
    wanted.add(Filters.eq("tenant", tenant.value()));
    wanted.add(Filters.eq("user", user.value()));
    wanted.add(Filters.eq("state", state.wireName()));
    if (after != null) {
      var date = Date.from(after.date());
      wanted.add(
          Filters.or(
              Filters.lt("acceptedAt", date),
              Filters.and(Filters.eq("acceptedAt", date), Filters.lt("_id", after.id()))));
    }
    return collection
        .find(Filters.and(wanted))
        .sort(Sorts.descending("acceptedAt", "_id"))
        .limit(max)
        .map(this::send)
        .into(new ArrayList<>());
  }

  /// Puts in what the topic knows better.
  void restore(Send send) {
    var older = Filters.and(Filters.eq("_id", send.id().value()), Filters.lt("step", send.step()));
    try {
      collection.replaceOne(older, document(send), new ReplaceOptions().upsert(true));
    } catch (MongoWriteException e) {
      // Ours is as new, so the filter did not match and the upsert met it.
      if (e.getError().getCode() != DUPLICATE_KEY) throw e;
    }
  }

  public void eraseMailbox(MailboxId mailbox) {
    collection.deleteMany(Filters.eq("mailbox", mailbox.value()));
  }

  private Document document(Send send) {
    // Those under way are looked at the oldest first: their sender may be dead.
    var due =
        send.state() instanceof SendState.Sending sending
            ? sending.claimedAt()
            : send.state().dueAt();
    var document =
        documents
            .of(send.id().value(), send)
            .append("tenant", send.tenant().value())
            .append("user", send.user().value())
            .append("mailbox", send.mailbox().value())
            .append("key", send.key())
            .append("state", send.state().wire().wireName())
            .append("step", send.step())
            .append("acceptedAt", Date.from(send.acceptedAt()))
            .append("unpublishedCount", send.outbox().size());
    if (due != null) document.append("dueAt", Date.from(due));
    if (!send.outbox().isEmpty()) document.append("unpublished", true);
    return document;
  }

  private Send send(Document found) {
    return documents.as(Send.class, found);
  }
}
