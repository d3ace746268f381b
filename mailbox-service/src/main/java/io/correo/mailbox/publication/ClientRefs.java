package io.correo.mailbox.publication;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.correo.events.MailboxId;
import io.correo.events.OutgoingMail;
import io.correo.mailbox.message.MailMessage;
import io.correo.mailbox.store.Collections;
import io.correo.mailbox.store.Erasable;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The names clients gave to what they send, so that they know it again when it is told as sent.
@Repository
public class ClientRefs implements Erasable {
  private final MongoCollection<Document> collection;

  ClientRefs(MongoDatabase database) {
    collection = database.getCollection(Collections.CLIENT_REFS);
  }

  public void keep(OutgoingMail outgoing) {
    if (outgoing.clientRef() == null) return;
    collection.updateOne(
        eq("_id", outgoing.send().value()),
        Updates.combine(
            Updates.setOnInsert("mailbox", outgoing.mailbox().value()),
            Updates.setOnInsert("ref", outgoing.clientRef())),
        new UpdateOptions().upsert(true));
  }

  /// @return null for mail that was not sent with a name, or not from here
  public @Nullable String of(MailMessage message) {
    var send = Envelopes.send(message);
    if (send == null) return null;
    // A mark in a header is only a claim: it counts for this mailbox's own sends.
    var mine = and(eq("_id", send), eq("mailbox", message.mailbox().value()));
    var found = collection.find(mine).first();
    return found == null ? null : found.getString("ref");
  }

  @Override
  public void erase(MailboxId mailbox) {
    collection.deleteMany(eq("mailbox", mailbox.value()));
  }
}
