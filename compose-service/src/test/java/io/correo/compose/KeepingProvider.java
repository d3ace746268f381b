package io.correo.compose;

import io.correo.events.Address;
import io.correo.events.Attachment;
import io.correo.events.AttachmentId;
import io.correo.events.Automatic;
import io.correo.events.Capabilities;
import io.correo.events.FolderId;
import io.correo.events.FolderRole;
import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.MailboxId;
import io.correo.events.MessageContent;
import io.correo.events.MessageId;
import io.correo.events.MessageState;
import io.correo.events.Origin;
import io.correo.events.Revision;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import io.correo.provider.Grant;
import io.correo.provider.MailActions;
import io.correo.provider.MailConsent;
import io.correo.provider.MailContents;
import io.correo.provider.MailProvider;
import io.correo.provider.MailSender;
import io.correo.provider.MailSource;
import io.correo.provider.OutgoingMessage;
import io.correo.provider.ProviderException.Gone;
import io.correo.provider.ProviderException.Unavailable;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A provider where a message keeps its name from draft to sent: the draft is its message.
final class KeepingProvider implements MailProvider, MailSender {
  static final String NAME = "keeping";
  static final String ADDRESS = "ana@acme-mail.example";
  static final long MAX_FILES = 900_000;

  /// @param html as somebody wrote it there; null for what the message says
  record Item(
      String ref,
      OutgoingMessage message,
      FolderRole place,
      boolean draft,
      @Nullable String html,
      Map<String, String> marks) {
    Item in(FolderRole newPlace, boolean isDraft) {
      return new Item(ref, message, newPlace, isDraft, html, marks);
    }
  }

  final Map<String, Item> items = new ConcurrentHashMap<>();

  /// Names of what was sent, once per copy.
  final List<String> delivered = new CopyOnWriteArrayList<>();

  /// How often more a message just sent is nowhere to be seen.
  final AtomicInteger inTransit = new AtomicInteger();

  /// What the next send does instead of answering.
  volatile Trouble next = Trouble.NONE;

  enum Trouble {
    NONE,
    DROPS_THE_REQUEST,
    DROPS_THE_ANSWER
  }

  private final MailboxId mailbox;
  private final AtomicInteger refs = new AtomicInteger();
  private final AtomicInteger revisions = new AtomicInteger(1);

  KeepingProvider(MailboxId mailbox) {
    this.mailbox = mailbox;
  }

  /// What sync would tell about a message now.
  MessageUpserted fact(String ref) {
    var item = items.get(ref);
    var message = item.message();
    var folder = FolderId.of(mailbox, item.place().wireName());
    var roles = EnumSet.of(item.place());
    if (item.draft()) roles.add(FolderRole.DRAFTS);
    return new MessageUpserted(
        new TenantId("acme"),
        mailbox,
        Revision.of(1, revisions.incrementAndGet()),
        Origin.LIVE,
        MessageId.of(mailbox, ref),
        ref,
        ThreadId.of(mailbox, thread(ref)),
        thread(ref),
        new MessageContent(
            message.subject(),
            message.from(),
            List.of(),
            message.to(),
            message.cc(),
            message.bcc(),
            Instant.EPOCH.plusSeconds(revisions.get()),
            message.messageId(),
            message.inReplyTo(),
            message.references(),
            "",
            message.text(),
            item.html() == null ? message.html() : item.html(),
            false,
            message.files().stream().map(file -> attachment(ref, file)).toList(),
            1,
            Automatic.NONE,
            item.marks(),
            List.of()),
        new MessageState(Set.of(folder), roles, false, false, item.draft(), null));
  }

  private Attachment attachment(String ref, OutgoingMessage.File file) {
    var id = AttachmentId.of(MessageId.of(mailbox, ref), file.name());
    return new Attachment(id, file.name(), file.name(), file.type(), file.size(), false, null);
  }

  /// Somebody writes a draft in the provider's own page.
  String writtenThere(String subject, String html, String to) {
    var message =
        new OutgoingMessage(
            Address.of(ADDRESS),
            List.of(Address.of(to)),
            List.of(),
            List.of(),
            subject,
            html,
            "",
            "<own@provider.example>",
            null,
            List.of(),
            null,
            Map.of(),
            List.of());
    return store("k" + refs.incrementAndGet(), message);
  }

  void editThere(String ref, String html) {
    items.computeIfPresent(
        ref, (_, it) -> new Item(ref, it.message(), it.place(), it.draft(), html, it.marks()));
  }

  void sendThere(String ref) {
    delivered.add(ref);
    items.computeIfPresent(ref, (_, it) -> it.in(FolderRole.SENT, false));
  }

  void binThere(String ref) {
    items.computeIfPresent(ref, (_, it) -> it.in(FolderRole.TRASH, it.draft()));
  }

  List<Item> withSubject(String subject) {
    return items.values().stream().filter(it -> it.message().subject().equals(subject)).toList();
  }

  private String store(String ref, OutgoingMessage message) {
    var marks = new TreeMap<String, String>();
    message.marks().forEach((name, mark) -> marks.put(name.toLowerCase(Locale.ROOT), mark));
    items.put(ref, new Item(ref, message, FolderRole.DRAFTS, true, null, marks));
    return ref;
  }

  private static String thread(String ref) {
    return "t-" + ref;
  }

  private static Draft draft(String ref) {
    return new Draft(ref, ref, thread(ref));
  }

  @Override
  public Draft create(Grant grant, OutgoingMessage message) {
    return draft(store("k" + refs.incrementAndGet(), message));
  }

  @Override
  public Draft update(Grant grant, String draftRef, OutgoingMessage message) {
    present(draftRef);
    return draft(store(draftRef, message));
  }

  @Override
  public void delete(Grant grant, String draftRef) {
    items.computeIfPresent(draftRef, (_, it) -> it.draft() ? null : it);
  }

  @Override
  public Sent send(Grant grant, String draftRef) {
    present(draftRef);
    var trouble = next;
    next = Trouble.NONE;
    if (trouble == Trouble.DROPS_THE_REQUEST) throw new Unavailable("cut", null);
    sendThere(draftRef);
    if (trouble == Trouble.DROPS_THE_ANSWER) throw new Unavailable("cut", null);
    return new Sent(draftRef, thread(draftRef));
  }

  private void present(String draftRef) {
    var item = items.get(draftRef);
    if (item == null || !item.draft()) throw new Gone("no draft " + draftRef);
  }

  @Override
  public Look look(Grant grant, String draftRef) {
    var item = items.get(draftRef);
    if (item == null) return new Look.Consumed();
    if (item.draft()) return new Look.NotSent(draft(draftRef));
    return inTransit.getAndUpdate(left -> Math.max(0, left - 1)) > 0
        ? new Look.Consumed()
        : new Look.Delivered(new Sent(draftRef, thread(draftRef)));
  }

  @Override
  public @Nullable Draft findDraft(Grant grant, String mark) {
    return items.values().stream()
        .filter(it -> it.draft() && mark.equals(it.marks().get("x-correo-draft")))
        .map(it -> draft(it.ref()))
        .findFirst()
        .orElse(null);
  }

  @Override
  public @Nullable Sent findSent(Grant grant, String mark, @Nullable String threadRef) {
    return null; // what is in transit is in no folder
  }

  @Override
  public @Nullable Draft draftOf(Grant grant, String messageRef) {
    var item = items.get(messageRef);
    return item == null || !item.draft() ? null : draft(messageRef);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Capabilities capabilities() {
    var limits = new Capabilities.AttachmentLimits(MAX_FILES, Set.of());
    return new Capabilities(false, true, true, true, limits, 5);
  }

  @Override
  public MailSender sender() {
    return this;
  }

  @Override
  public MailConsent consent() {
    throw new UnsupportedOperationException("compose asks no consent");
  }

  @Override
  public MailSource source() {
    throw new UnsupportedOperationException("compose reads no changes");
  }

  @Override
  public MailActions actions() {
    throw new UnsupportedOperationException("compose files nothing");
  }

  @Override
  public MailContents contents() {
    throw new UnsupportedOperationException("no file comes from here");
  }
}
