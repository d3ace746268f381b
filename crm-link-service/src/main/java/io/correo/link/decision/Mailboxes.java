package io.correo.link.decision;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.correo.events.ConnectedMailbox;
import io.correo.events.Json;
import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import java.util.ArrayList;
import java.util.List;
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

  List<ConnectedMailbox> ofTenant(TenantId tenant) {
    var found = new ArrayList<ConnectedMailbox>();
    var ofTenant = query(where("tenant").is(tenant.value()));
    for (var document : mongo.find(ofTenant, Document.class, COLLECTION)) {
      found.add(read(document));
    }
    return found;
  }

  private static ConnectedMailbox read(Document document) {
    return Json.mapper().readValue(document.getString("record"), ConnectedMailbox.class);
  }
}
