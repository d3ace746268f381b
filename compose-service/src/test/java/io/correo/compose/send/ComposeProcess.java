package io.correo.compose.send;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import io.correo.compose.ComposeSettings;
import io.correo.compose.account.Grants;
import io.correo.compose.account.Mailboxes;
import io.correo.compose.attachment.Files;
import io.correo.compose.draft.DraftCopies;
import io.correo.compose.draft.DraftEdits;
import io.correo.compose.draft.DraftHold;
import io.correo.compose.draft.DraftLocks;
import io.correo.compose.draft.Drafts;
import io.correo.compose.draft.MirrorWork;
import io.correo.compose.store.Database;
import io.correo.compose.store.Documents;
import io.correo.events.Json;
import io.correo.events.MailboxId;
import io.correo.events.OutgoingMail;
import io.correo.local.engine.LocalEngines;
import io.correo.provider.Budget;
import io.correo.provider.Grant;
import io.correo.provider.MailProviders;
import io.correo.provider.ProviderException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/// One process of compose-service over a store, a topic and a provider that outlive it.
final class ComposeProcess implements AutoCloseable {
  private final MongoClient client;
  private final DraftLocks locks;
  final Mailboxes mailboxes;
  final Drafts drafts;
  final Sends sends;
  final Sender sender;
  final SendRequests requests;
  final RestoredSends restored;

  ComposeProcess(
      String databaseName, Fuse fuse, MemoryProvider provider, List<OutgoingMail> topic) {
    client =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(LocalEngines.store()))
                .addCommandListener(new Touches(fuse))
                .build());
    var settings = settings(databaseName);
    var clock = Clock.systemUTC();
    var database = new Database(client, databaseName);
    var documents = new Documents(Json.mapper());
    var files = new Files(database);
    var providers = new MailProviders(List.of(provider.through(fuse)));
    var grants = new Granted();
    mailboxes = new Mailboxes(database, documents);
    drafts = new Drafts(database, documents, files);
    sends = new Sends(database, documents);
    locks = new DraftLocks(drafts, settings);
    var hold = new DraftHold(drafts);
    var copies = new DraftCopies(drafts, files, grants, providers);
    var outbox =
        new Outbox(
            sends,
            step -> {
              fuse.point();
              topic.add(step);
              fuse.point();
            });
    sender =
        new Sender(
            sends,
            hold,
            locks,
            copies,
            outbox,
            new Resolver(sends, grants, providers, clock, settings),
            grants,
            providers,
            clock,
            settings);
    restored = new RestoredSends(sends, hold, clock);
    var mirror = new MirrorWork(drafts, locks, copies, grants, clock, settings);
    var edits = new DraftEdits(drafts, mailboxes, mirror, settings, clock);
    var work = new SendWork(sends, sender, new NoHistory(), clock, settings);
    requests = new SendRequests(sends, edits, hold, mailboxes, work, settings, clock);
  }

  private static ComposeSettings settings(String database) {
    return new ComposeSettings(
        database,
        Duration.ZERO,
        ZoneId.of("UTC"),
        Duration.ofSeconds(3),
        Duration.ofMillis(90),
        Duration.ZERO,
        Duration.ofSeconds(2),
        Duration.ofHours(1),
        Duration.ofDays(1),
        Duration.ofMillis(100),
        4);
  }

  @Override
  public void close() {
    locks.close();
    client.close();
  }

  private record NoHistory() implements OutgoingHistory {
    @Override
    public void catchUp() {}

    @Override
    public void remember() {}
  }

  private record Granted() implements Grants {
    @Override
    public Lease lease(MailboxId mailbox) {
      var budget = new Budget("compose", 100, 1);
      return new Lease("memory", new Grant.UserConsent(mailbox, "a", "t", Instant.MAX, budget));
    }

    @Override
    public void expired(MailboxId mailbox) {}

    @Override
    public void throttled(MailboxId mailbox, ProviderException.Throttled wait) {}

    @Override
    public void wake(MailboxId mailbox) {}
  }

  /// Before the store is asked, and after it did what it was asked.
  private record Touches(Fuse fuse) implements CommandListener {
    @Override
    public void commandStarted(CommandStartedEvent event) {
      if (isOurs(event.getCommandName())) fuse.point();
    }

    @Override
    public void commandSucceeded(CommandSucceededEvent event) {
      if (isWrite(event.getCommandName())) fuse.point();
    }

    private static boolean isWrite(String command) {
      return List.of("insert", "update", "delete").contains(command);
    }

    private static boolean isOurs(String command) {
      return isWrite(command) || command.equals("find");
    }
  }
}
