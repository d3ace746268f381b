package io.correo.sync.mailbox;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.correo.events.ConnectedMailbox;
import io.correo.events.MailboxId;
import io.correo.events.Topics;
import io.correo.provider.MailProviders;
import io.correo.service.messaging.Publisher;
import java.util.ArrayList;
import java.util.concurrent.CompletionException;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Tells the other services about mailboxes, on `mail.accounts`. What is yet to be told is marked
/// on the stored mailbox itself, in the same write as the change: an outbox without transactions.
@Component
class Announcements {
  private static final Logger log = LoggerFactory.getLogger(Announcements.class);
  private static final int SWEEP = 100;

  private final MongoCollection<Document> mailboxes;
  private final MailProviders providers;
  private final Publisher publisher;

  Announcements(MongoDatabase database, MailProviders providers, Publisher publisher) {
    this.mailboxes = database.getCollection("mailboxes");
    this.providers = providers;
    this.publisher = publisher;
  }

  /// Publishes the present state. When the broker is down the mark stays, and the sweep repeats it.
  void announce(MailboxId id) {
    try {
      publish(id);
    } catch (CompletionException
        | KafkaException
        | org.apache.kafka.common.KafkaException brokerDown) {
      log.warn("Announcing {} is left for later: {}", id, brokerDown.getMessage());
    }
  }

  @Scheduled(fixedDelayString = "${correo.sync.announce-every}")
  void sweep() {
    var waiting = new ArrayList<MailboxId>();
    for (var stored : mailboxes.find(eq("unannounced", true)).limit(SWEEP)) {
      waiting.add(MailboxDocument.read(stored).id());
    }
    waiting.forEach(this::publish);
  }

  private void publish(MailboxId id) {
    while (true) {
      var stored = mailboxes.find(eq("_id", id.value())).first();
      if (stored == null) return;
      var mailbox = MailboxDocument.read(stored);
      publisher.send(Topics.ACCOUNTS, id.value(), record(mailbox)).join();
      var revision = mailbox.revision().value();
      var told =
          mailboxes.updateOne(
              and(eq("_id", id.value()), eq("revision", revision)), unset("unannounced"));
      if (told.getMatchedCount() == 1) return;
      // It changed meanwhile. Whoever changed it may have published before us, and compaction
      // keeps what came last: so the newest is told once more.
    }
  }

  private ConnectedMailbox record(Mailbox mailbox) {
    var erased = mailbox.isErased();
    return new ConnectedMailbox(
        mailbox.id(),
        mailbox.tenant(),
        mailbox.revision(),
        mailbox.provider(),
        erased ? "" : mailbox.address(),
        erased ? "" : mailbox.account(),
        mailbox.members(),
        mailbox.state(),
        providers.get(mailbox.provider()).capabilities(),
        mailbox.identities(),
        mailbox.signature(),
        mailbox.visibility(),
        mailbox.lane(),
        mailbox.progress(),
        mailbox.connectedAt());
  }
}
