package io.correo.link.decision;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.correo.events.ConnectedMailbox;
import io.correo.events.Json;
import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import io.correo.link.match.Participants;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/// The collection `mailboxes`: a copy of `mail.accounts`. An erased one stays, as the marker that
/// nothing of it may come back.
@Repository
class Mailboxes {
  private static final String COLLECTION = "mailboxes";

  private final MongoTemplate mongo;

  Mailboxes(MongoTemplate mongo) {
    this.mongo = mongo;
  }

  void put(ConnectedMailbox mailbox) {
    var before = find(mailbox.mailbox());
    if (before != null && before.revision().isAfter(mailbox.revision())) return;
    var id = mailbox.mailbox().value();
    var document =
        new Document("_id", id)
            .append("tenant", mailbox.tenant().value())
            .append("addresses", List.copyOf(addresses(mailbox)))
            .append("domain", Participants.domain(mailbox.address().toLowerCase(Locale.ROOT)))
            .append("record", Json.mapper().writeValueAsString(mailbox));
    mongo
        .getCollection(COLLECTION)
        .replaceOne(Filters.eq("_id", id), document, new ReplaceOptions().upsert(true));
  }

  @Nullable ConnectedMailbox find(MailboxId id) {
    var document = mongo.findById(id.value(), Document.class, COLLECTION);
    return document == null ? null : read(document);
  }

  boolean isErased(MailboxId id) {
    var mailbox = find(id);
    return mailbox != null && mailbox.state() == ConnectedMailbox.State.ERASED;
  }

  /// Those of the addresses that the tenant's own mailboxes have.
  Set<String> ownOf(TenantId tenant, Set<String> addresses) {
    return known(tenant, "addresses", addresses);
  }

  /// Those of the domains that the tenant's own mailboxes are in.
  Set<String> domainsOf(TenantId tenant, Set<String> domains) {
    return known(tenant, "domain", domains);
  }

  private Set<String> known(TenantId tenant, String field, Set<String> values) {
    var filter = Filters.and(Filters.eq("tenant", tenant.value()), Filters.in(field, values));
    var found = new HashSet<String>();
    mongo.getCollection(COLLECTION).distinct(field, filter, String.class).into(found);
    found.retainAll(values);
    return found;
  }

  private static Set<String> addresses(ConnectedMailbox mailbox) {
    var addresses = new LinkedHashSet<String>();
    addresses.add(mailbox.address().toLowerCase(Locale.ROOT));
    for (var identity : mailbox.identities()) addresses.add(identity.key());
    return addresses;
  }

  private static ConnectedMailbox read(Document document) {
    return Json.mapper().readValue(document.getString("record"), ConnectedMailbox.class);
  }
}
