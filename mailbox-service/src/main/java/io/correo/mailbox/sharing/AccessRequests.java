package io.correo.mailbox.sharing;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import io.correo.events.UserId;
import io.correo.mailbox.store.Collections;
import io.correo.mailbox.store.Erasable;
import io.correo.mailbox.visibility.Viewer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// Who asked to see all of which conversation. One request per user and conversation.
@Repository
class AccessRequests implements Erasable {
  private static final int MOST = 200;

  private final MongoCollection<Document> collection;

  AccessRequests(MongoDatabase database) {
    collection = database.getCollection(Collections.ACCESS_REQUESTS);
  }

  /// @param state `pending`, `granted` or `denied`
  record Request(
      String id,
      TenantId tenant,
      UserId user,
      MailboxId mailbox,
      ThreadId thread,
      String state,
      Instant createdAt) {}

  /// Asking again asks anew.
  Request ask(TenantId tenant, UserId user, MailboxId mailbox, ThreadId thread, Instant now) {
    var id = thread.value() + "." + user.value();
    collection.updateOne(
        eq("_id", id),
        Updates.combine(
            Updates.set("tenant", tenant.value()),
            Updates.set("user", user.value()),
            Updates.set("mailbox", mailbox.value()),
            Updates.set("thread", thread.value()),
            Updates.set("state", "pending"),
            Updates.set("createdAt", Date.from(now))),
        new UpdateOptions().upsert(true));
    return Objects.requireNonNull(find(tenant, id));
  }

  @Nullable Request find(TenantId tenant, String id) {
    var document = collection.find(and(eq("_id", id), eq("tenant", tenant.value()))).first();
    return document == null ? null : request(document);
  }

  /// Those a viewer made and those made of a viewer's mailboxes, newest first.
  List<Request> of(Viewer viewer) {
    var requests = new ArrayList<Request>();
    read(and(viewer.inTenant(), in("mailbox", viewer.mailboxIds())), requests);
    read(and(viewer.inTenant(), eq("user", viewer.user().value())), requests);
    return requests;
  }

  private void read(Bson where, List<Request> into) {
    for (var document : collection.find(where).sort(Sorts.descending("createdAt")).limit(MOST)) {
      into.add(request(document));
    }
  }

  void answer(String id, boolean granted) {
    collection.updateOne(eq("_id", id), Updates.set("state", granted ? "granted" : "denied"));
  }

  @Override
  public void erase(MailboxId mailbox) {
    collection.deleteMany(eq("mailbox", mailbox.value()));
  }

  private static Request request(Document document) {
    return new Request(
        document.getString("_id"),
        new TenantId(document.getString("tenant")),
        new UserId(document.getString("user")),
        new MailboxId(document.getString("mailbox")),
        new ThreadId(document.getString("thread")),
        document.getString("state"),
        document.getDate("createdAt").toInstant());
  }
}
