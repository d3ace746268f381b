package io.correo.compose.account;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.correo.compose.store.Database;
import io.correo.compose.store.Documents;
import io.correo.events.Address;
import io.correo.events.ConnectedMailbox;
import io.correo.events.ConnectedMailbox.State;
import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import io.correo.events.UserId;
import io.correo.service.problem.Problem;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// Our copy of the topic `mail.accounts`. An erased mailbox leaves its record for ever.
@Repository
public class Mailboxes {
  private static final int DUPLICATE_KEY = 11000;

  private final MongoCollection<Document> collection;
  private final Documents documents;

  public Mailboxes(Database database, Documents documents) {
    this.collection = database.collection(Database.MAILBOXES);
    this.documents = documents;
  }

  /// Takes a record unless ours is newer.
  public void accept(ConnectedMailbox mailbox) {
    var document =
        documents
            .of(mailbox.mailbox().value(), mailbox)
            .append("tenant", mailbox.tenant().value())
            .append("members", mailbox.members().stream().map(m -> m.user().value()).toList())
            .append("revision", mailbox.revision().value());
    var older =
        Filters.and(
            Filters.eq("_id", mailbox.mailbox().value()),
            Filters.lte("revision", mailbox.revision().value()));
    try {
      collection.replaceOne(older, document, new ReplaceOptions().upsert(true));
    } catch (MongoWriteException e) {
      // Ours is newer, so the filter did not match and the upsert met it.
      if (e.getError().getCode() != DUPLICATE_KEY) throw e;
    }
  }

  /// Null when it is unknown or erased.
  public @Nullable ConnectedMailbox find(MailboxId id) {
    var document = collection.find(Filters.eq("_id", id.value())).first();
    if (document == null) return null;
    var mailbox = documents.as(ConnectedMailbox.class, document);
    return mailbox.state() == State.ERASED ? null : mailbox;
  }

  /// @throws Problem 404 when this user is not a member of it
  public ConnectedMailbox require(TenantId tenant, UserId user, MailboxId id) {
    var mailbox = find(id);
    if (mailbox == null || !mailbox.tenant().equals(tenant) || !mailbox.isMember(user)) {
      throw Problem.notFound("mailbox");
    }
    return mailbox;
  }

  /// The mailboxes a user may write from, the first connected first.
  public List<ConnectedMailbox> of(TenantId tenant, UserId user) {
    var found =
        collection.find(
            Filters.and(Filters.eq("tenant", tenant.value()), Filters.eq("members", user.value())));
    return found
        .map(document -> documents.as(ConnectedMailbox.class, document))
        .into(new java.util.ArrayList<>())
        .stream()
        .filter(mailbox -> mailbox.state() != State.ERASED)
        .sorted(Comparator.comparing(ConnectedMailbox::connectedAt))
        .toList();
  }

  /// Every address that is the user's own, as [Address#key()].
  public Set<String> ownAddresses(TenantId tenant, UserId user) {
    var own = new HashSet<String>();
    for (var mailbox : of(tenant, user)) {
      own.add(Address.of(mailbox.address()).key());
      mailbox.identities().forEach(identity -> own.add(identity.key()));
    }
    return own;
  }
}
