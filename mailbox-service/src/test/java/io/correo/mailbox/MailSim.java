package io.correo.mailbox;

import io.correo.events.Address;
import io.correo.events.Attachment;
import io.correo.events.AttachmentId;
import io.correo.events.Automatic;
import io.correo.events.ConnectedMailbox;
import io.correo.events.Folder;
import io.correo.events.FolderId;
import io.correo.events.FolderRole;
import io.correo.events.LinkDecision;
import io.correo.events.LinkReason;
import io.correo.events.MailFact.FolderUpserted;
import io.correo.events.MailFact.MailboxCaughtUp;
import io.correo.events.MailFact.MessageRemoved;
import io.correo.events.MailFact.MessageStateChanged;
import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.MailboxId;
import io.correo.events.MessageContent;
import io.correo.events.MessageId;
import io.correo.events.MessageState;
import io.correo.events.Origin;
import io.correo.events.Revision;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// One mailbox as sync-service would tell of it.
final class MailSim {
  private static final LinkReason CONTACT = new LinkReason("contact", Map.of());

  final World world;
  final TenantId tenant;
  final MailboxId id;
  final String user;
  final String address;
  ConnectedMailbox account;
  private final AtomicInteger sequence = new AtomicInteger();

  MailSim(World world, TenantId tenant, MailboxId id, String user, String address) {
    this.world = world;
    this.tenant = tenant;
    this.id = id;
    this.user = user;
    this.address = address;
  }

  Revision next() {
    return Revision.of(2_000_000_000L, sequence.incrementAndGet());
  }

  void folders() {
    for (var role : FolderRole.values()) {
      if (role == FolderRole.STARRED || role == FolderRole.ARCHIVE) continue;
      world.tell(
          new FolderUpserted(
              tenant,
              id,
              next(),
              new Folder(folder(role), "REF_" + role.name(), role.wireName(), role)));
    }
    world.tell(
        new FolderUpserted(
            tenant,
            id,
            next(),
            new Folder(FolderId.of(id, "clients"), "REF_CLIENTS", "Clients", null)));
  }

  /// As where each message is in one folder: there is one to archive to, and folders in folders.
  void singleFolders() {
    folders();
    tellFolder("archive", "Archivo", FolderRole.ARCHIVE);
    tellFolder("mexico", "Clientes/Mexico", null);
  }

  private void tellFolder(String key, String name, FolderRole role) {
    var folder = new Folder(FolderId.of(id, key), "REF_" + key, name, role);
    world.tell(new FolderUpserted(tenant, id, next(), folder));
  }

  FolderId folder(FolderRole role) {
    return FolderId.of(id, role.wireName());
  }

  MessageState in(FolderRole role) {
    return new MessageState(
        Set.of(folder(role)), EnumSet.of(role), role == FolderRole.INBOX, false, false, null);
  }

  Letter letter(String subject) {
    return new Letter(subject);
  }

  void state(MessageUpserted message, MessageState state) {
    world.tell(new MessageStateChanged(tenant, id, next(), message.message(), state));
  }

  void remove(MessageUpserted message) {
    world.tell(new MessageRemoved(tenant, id, next(), message.message()));
  }

  void caughtUp(Instant asOf) {
    world.tell(new MailboxCaughtUp(tenant, id, next(), asOf));
  }

  void link(MessageUpserted message, long sequence, String... accounts) {
    world.tell(decision(message, sequence, accounts));
  }

  LinkDecision decision(MessageUpserted message, long sequence, String... accounts) {
    var links = new ArrayList<LinkDecision.Link>();
    for (var account : accounts) {
      links.add(
          new LinkDecision.Link(
              "account", account, "Account " + account, "by contact", false, CONTACT));
    }
    return new LinkDecision(
        tenant,
        id,
        message.thread(),
        message.message(),
        sequence,
        message.origin(),
        links,
        links.isEmpty() ? "stranger@nowhere.example is nobody we know" : null,
        links.isEmpty() ? new LinkReason("nobody-known", java.util.Map.of()) : null,
        Instant.parse("2026-11-01T10:00:00Z"));
  }

  /// A message to be told of.
  final class Letter {
    private final String subject;
    private String key = java.util.UUID.randomUUID().toString();
    private String thread;
    private Address from = new Address("Marta Gil", "marta@obra.example");
    private List<Address> to;
    private Instant date = Instant.parse("2026-11-01T10:00:00Z").plusSeconds(sequence.get());
    private String html;
    private String text = "Hello there";
    private MessageState state = in(FolderRole.INBOX);
    private Origin origin = Origin.LIVE;
    private Automatic automatic = Automatic.NONE;
    private Map<String, String> marks = Map.of();
    private String inReplyTo;
    private String messageId;
    private final List<Attachment> files = new ArrayList<>();

    private Letter(String subject) {
      this.subject = subject;
      this.to = List.of(Address.of(address));
    }

    Letter key(String value) {
      key = value;
      return this;
    }

    Letter thread(String value) {
      thread = value;
      return this;
    }

    Letter from(String name, String value) {
      from = new Address(name, value);
      return this;
    }

    Letter to(String... values) {
      to = java.util.stream.Stream.of(values).map(Address::of).toList();
      return this;
    }

    Letter at(String value) {
      date = Instant.parse(value);
      return this;
    }

    Letter html(String value) {
      html = value;
      return this;
    }

    Letter text(String value) {
      text = value;
      return this;
    }

    Letter origin(Origin value) {
      origin = value;
      return this;
    }

    Letter automatic(Automatic value) {
      automatic = value;
      return this;
    }

    Letter inReplyTo(String value) {
      inReplyTo = value;
      return this;
    }

    Letter messageId(String value) {
      messageId = value;
      return this;
    }

    Letter mark(String name, String value) {
      marks = Map.of(name, value);
      return this;
    }

    Letter state(MessageState value) {
      state = value;
      return this;
    }

    Letter toOneself() {
      from = new Address("Me", address);
      to = List.of(new Address("Me", address));
      return this;
    }

    Letter sent() {
      from = new Address("Me", address);
      to = List.of(new Address("Marta Gil", "marta@obra.example"));
      state = in(FolderRole.SENT);
      return this;
    }

    Letter draft() {
      from = new Address("Me", address);
      state =
          new MessageState(
              Set.of(folder(FolderRole.DRAFTS)),
              EnumSet.of(FolderRole.DRAFTS),
              false,
              false,
              true,
              null);
      return this;
    }

    Letter read() {
      state =
          new MessageState(
              state.folders(), state.roles(), false, state.starred(), state.draft(), null);
      return this;
    }

    Letter label(String name) {
      var folders = new HashSet<>(state.folders());
      folders.add(FolderId.of(id, name));
      state =
          new MessageState(
              folders, state.roles(), state.unread(), state.starred(), state.draft(), null);
      return this;
    }

    Letter file(String part, String name, String type, String contentId) {
      files.add(
          new Attachment(
              AttachmentId.of(MessageId.of(id, key), part),
              part,
              name,
              type,
              1000,
              contentId != null,
              contentId));
      return this;
    }

    MessageUpserted fact() {
      var threadKey = thread == null ? key : thread;
      return new MessageUpserted(
          tenant,
          id,
          next(),
          origin,
          MessageId.of(id, key),
          "ref-" + key,
          ThreadId.of(id, threadKey),
          "threadref-" + threadKey,
          new MessageContent(
              subject,
              from,
              List.of(),
              to,
              List.of(),
              List.of(),
              date,
              messageId == null ? "<" + key + "@mail.example>" : messageId,
              inReplyTo,
              List.of(),
              text.substring(0, Math.min(60, text.length())),
              text,
              html,
              false,
              files,
              2000,
              automatic,
              marks,
              List.of()),
          state);
    }

    MessageUpserted delivered() {
      var fact = fact();
      world.tell(fact);
      return fact;
    }
  }
}
