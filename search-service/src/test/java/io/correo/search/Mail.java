package io.correo.search;

import io.correo.events.Address;
import io.correo.events.Attachment;
import io.correo.events.AttachmentId;
import io.correo.events.Automatic;
import io.correo.events.Capabilities;
import io.correo.events.ConnectedMailbox;
import io.correo.events.DirectoryRecord;
import io.correo.events.FolderRole;
import io.correo.events.LinkDecision;
import io.correo.events.MailFact;
import io.correo.events.MailboxId;
import io.correo.events.MessageContent;
import io.correo.events.MessageId;
import io.correo.events.MessageState;
import io.correo.events.Origin;
import io.correo.events.Revision;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import io.correo.events.UserId;
import io.correo.events.ViewChange;
import io.correo.events.Visibility;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A message to be told, built step by step; and the other records of the topics.
final class Mail {
  final MailboxId mailbox;
  private final String tenant;
  private final String key;
  private String thread;
  private String subject = "";
  private String text = "";
  private Address from = Address.of("someone@elsewhere.example");
  private List<Address> to = List.of(Address.of("ana@acme.example"));
  private List<Address> cc = List.of();
  private List<Address> bcc = List.of();
  private Instant date = Instant.parse("2026-03-01T10:00:00Z");
  private final List<Attachment> files = new ArrayList<>();
  private Set<FolderRole> roles = Set.of(FolderRole.INBOX);
  private boolean unread;
  private boolean draft;

  Mail(String tenant, MailboxId mailbox, String key) {
    this.tenant = tenant;
    this.mailbox = mailbox;
    this.key = key;
    this.subject = key;
    this.thread = key;
  }

  MessageId id() {
    return MessageId.of(mailbox, key);
  }

  Mail in(String conversation) {
    thread = conversation;
    return this;
  }

  Mail subject(String value) {
    subject = value;
    return this;
  }

  Mail text(String value) {
    text = value;
    return this;
  }

  Mail from(@Nullable String name, String address) {
    from = new Address(name, address);
    return this;
  }

  Mail to(String... addresses) {
    to = addresses(addresses);
    return this;
  }

  Mail cc(String... addresses) {
    cc = addresses(addresses);
    return this;
  }

  Mail bcc(String... addresses) {
    bcc = addresses(addresses);
    return this;
  }

  Mail date(String value) {
    date = Instant.parse(value);
    return this;
  }

  Mail file(String name) {
    var part = String.valueOf(files.size() + 1);
    var id = AttachmentId.of(id(), part);
    files.add(new Attachment(id, part, name, "application/pdf", 10, false, null));
    return this;
  }

  /// The index refuses a term as long as the name of this file.
  Mail fileNobodyCanIndex() {
    var id = new AttachmentId("a".repeat(40_000));
    files.add(new Attachment(id, "1", "offer.pdf", "application/pdf", 10, false, null));
    return this;
  }

  Mail in(FolderRole... values) {
    roles = Set.of(values);
    return this;
  }

  Mail unread() {
    unread = true;
    return this;
  }

  Mail draft() {
    draft = true;
    return this;
  }

  MailFact.MessageUpserted told(int sequence) {
    var content =
        new MessageContent(
            subject,
            from,
            List.of(),
            to,
            cc,
            bcc,
            date,
            null,
            null,
            List.of(),
            text,
            text,
            null,
            false,
            files,
            1,
            Automatic.NONE,
            Map.of(),
            List.of());
    return new MailFact.MessageUpserted(
        new TenantId(tenant),
        mailbox,
        Revision.of(10, sequence),
        Origin.LIVE,
        id(),
        key,
        ThreadId.of(mailbox, thread),
        thread,
        content,
        state());
  }

  MailFact.MessageStateChanged stateTold(int sequence) {
    return new MailFact.MessageStateChanged(
        new TenantId(tenant), mailbox, Revision.of(10, sequence), id(), state());
  }

  MailFact.MessageRemoved removed(int sequence) {
    return new MailFact.MessageRemoved(
        new TenantId(tenant), mailbox, Revision.of(10, sequence), id());
  }

  private MessageState state() {
    var starred = roles.contains(FolderRole.STARRED);
    return new MessageState(Set.of(), roles, unread, starred, draft, null);
  }

  LinkDecision linked(long sequence, String account, String label) {
    return decision(
        sequence,
        List.of(new LinkDecision.Link("account", account, label, "because", false, null)));
  }

  LinkDecision unlinked(long sequence) {
    return decision(sequence, List.of());
  }

  private LinkDecision decision(long sequence, List<LinkDecision.Link> links) {
    return new LinkDecision(
        new TenantId(tenant),
        mailbox,
        ThreadId.of(mailbox, thread),
        id(),
        sequence,
        Origin.LIVE,
        links,
        links.isEmpty() ? "nobody is known" : null,
        null,
        Instant.EPOCH);
  }

  /// @param visibility null when the mailbox's holds again
  static ViewChange.ThreadVisibilityChanged chosen(
      String tenant,
      MailboxId mailbox,
      String thread,
      long sequence,
      @Nullable Visibility visibility) {
    return new ViewChange.ThreadVisibilityChanged(
        new TenantId(tenant), mailbox, ThreadId.of(mailbox, thread), sequence, visibility);
  }

  static MailFact.MailboxErased erased(String tenant, MailboxId mailbox, int sequence) {
    return new MailFact.MailboxErased(new TenantId(tenant), mailbox, Revision.of(10, sequence));
  }

  static ConnectedMailbox mailbox(
      String tenant, MailboxId id, String user, Visibility visibility, int sequence) {
    return new ConnectedMailbox(
        id,
        new TenantId(tenant),
        Revision.of(10, sequence),
        "google",
        user + "@acme.example",
        "account-" + user,
        List.of(new ConnectedMailbox.Member(new UserId(user), ConnectedMailbox.Role.OWNER)),
        ConnectedMailbox.State.CONNECTED,
        new Capabilities(
            true, true, true, true, new Capabilities.AttachmentLimits(1, Set.of()), 500),
        List.of(),
        null,
        visibility,
        "default",
        null,
        Instant.EPOCH);
  }

  static DirectoryRecord account(String tenant, String id, String label) {
    return record(tenant, "account", id, label, List.of(), List.of(), false);
  }

  static DirectoryRecord contact(
      String tenant, String id, String label, String address, String account, boolean primary) {
    return record(tenant, "contact", id, label, List.of(address), List.of(account), primary);
  }

  private static DirectoryRecord record(
      String tenant,
      String type,
      String id,
      String label,
      List<String> addresses,
      List<String> accounts,
      boolean primary) {
    return new DirectoryRecord(
        new TenantId(tenant),
        type,
        id,
        label,
        null,
        addresses,
        List.of(),
        accounts,
        primary,
        Map.of(),
        Instant.EPOCH);
  }

  private static List<Address> addresses(String... addresses) {
    return Arrays.stream(addresses).map(Address::of).collect(Collectors.toList());
  }
}
