package io.correo.mailbox.visibility;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.correo.events.ConnectedMailbox;
import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import io.correo.events.UserId;
import io.correo.mailbox.store.Collections;
import io.correo.mailbox.store.Documents;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// Our copy of `mail.accounts`. Erased mailboxes stay as markers for ever.
@Repository
public class Mailboxes {
  private final MongoCollection<Document> collection;

  public Mailboxes(MongoDatabase database) {
    collection = database.getCollection(Collections.MAILBOXES);
  }

  /// @return null when unknown or erased
  public @Nullable ConnectedMailbox find(MailboxId mailbox) {
    var document = collection.find(eq("_id", mailbox.value())).first();
    return document == null ? null : read(document);
  }

  /// What we know of a mailbox whose mail comes.
  ///
  /// @param mailbox null while its record has not come
  public record Known(boolean erased, @Nullable ConnectedMailbox mailbox) {}

  public Known known(MailboxId mailbox) {
    var document = collection.find(eq("_id", mailbox.value())).first();
    if (document == null) return new Known(false, null);
    return document.getBoolean("erased", false)
        ? new Known(true, null)
        : new Known(false, read(document));
  }

  /// Mailboxes of a member, in the order they were connected.
  public List<ConnectedMailbox> of(TenantId tenant, UserId user) {
    var mine = new ArrayList<ConnectedMailbox>();
    for (var document :
        collection.find(and(eq("tenant", tenant.value()), eq("members", user.value())))) {
      var mailbox = read(document);
      if (mailbox != null) mine.add(mailbox);
    }
    mine.sort(java.util.Comparator.comparing(ConnectedMailbox::connectedAt));
    return mine;
  }

  /// Keeps a newer copy.
  ///
  /// @param events public events to publish, stored with the write
  /// @return false when an older or equal copy came
  public boolean save(ConnectedMailbox mailbox, List<Document> events) {
    var guard =
        and(eq("_id", mailbox.mailbox().value()), lt("revision", mailbox.revision().value()));
    var change =
        Updates.combine(
            Updates.set("tenant", mailbox.tenant().value()),
            Updates.set("revision", mailbox.revision().value()),
            Updates.set("members", mailbox.members().stream().map(m -> m.user().value()).toList()),
            Updates.set("account", Documents.of(mailbox)),
            Updates.pushEach("events", events));
    try {
      var result = collection.updateOne(guard, change, new UpdateOptions().upsert(true));
      return result.getModifiedCount() > 0 || result.getUpsertedId() != null;
    } catch (MongoWriteException refused) {
      if (refused.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) return false;
      throw refused;
    }
  }

  /// Never comes back. Safe to repeat.
  public void erase(TenantId tenant, MailboxId mailbox) {
    collection.updateOne(
        eq("_id", mailbox.value()),
        Updates.combine(
            Updates.set("tenant", tenant.value()),
            Updates.set("erased", true),
            Updates.set("members", List.of()),
            Updates.set("revision", Long.MAX_VALUE)),
        new UpdateOptions().upsert(true));
  }

  public List<Document> events(MailboxId mailbox) {
    var document = collection.find(eq("_id", mailbox.value())).first();
    return document == null ? List.of() : document.getList("events", Document.class, List.of());
  }

  public void published(MailboxId mailbox, List<Document> events) {
    collection.updateOne(eq("_id", mailbox.value()), Updates.pullAll("events", events));
  }

  private static @Nullable ConnectedMailbox read(Document document) {
    if (document.getBoolean("erased", false)) return null;
    var account = document.get("account");
    if (account == null) return null;
    var mailbox = Documents.read(account, ConnectedMailbox.class);
    return mailbox.state() == ConnectedMailbox.State.ERASED ? null : mailbox;
  }
}
