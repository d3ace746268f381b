package io.correo.provider.memory;

import io.correo.events.Address;
import io.correo.events.Attachment;
import io.correo.events.AttachmentId;
import io.correo.events.Automatic;
import io.correo.events.FolderId;
import io.correo.events.FolderRole;
import io.correo.events.MailboxId;
import io.correo.events.MessageContent;
import io.correo.events.MessageId;
import io.correo.events.MessageState;
import io.correo.provider.Budget;
import io.correo.provider.Change;
import io.correo.provider.Grant;
import io.correo.provider.ProviderException.Gone;
import io.correo.provider.ProviderException.GrantExpired;
import io.correo.provider.ProviderException.Throttled;
import io.correo.provider.ProviderException.Unavailable;
import io.correo.provider.contract.Letter;
import io.correo.provider.contract.TestMailbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A mailbox in memory: messages, and a journal of what happened to them.
final class MemoryMailbox implements TestMailbox {
  static final String ADDRESS = "me@acme.example";
  private static final MailboxId ID = new MailboxId("mb_memory");
  final Map<String, Stored> messages = new LinkedHashMap<>();
  final Map<String, String> folders = new TreeMap<>();
  final List<Change> journal = new ArrayList<>();
  private final Map<String, List<String>> received = new TreeMap<>();
  private @Nullable RuntimeException next;
  private boolean expired;
  int forgotten;
  private int made;

  /// Every call of the provider comes by here.
  void call() {
    if (expired) throw new GrantExpired("the token is old");
    var failure = next;
    next = null;
    if (failure != null) throw failure;
  }

  Stored find(String ref) {
    var found = messages.get(ref);
    if (found == null) throw new Gone(ref + " is gone");
    return found;
  }

  Stored add(Stored message) {
    messages.put(message.ref(), message);
    journal.add(upserted(message));
    return message;
  }

  void change(Stored message) {
    if (message.equals(messages.put(message.ref(), message))) return;
    journal.add(new Change.StateChanged(message.ref(), state(message)));
  }

  void remove(String ref) {
    find(ref);
    messages.remove(ref);
    journal.add(new Change.Removed(ref));
  }

  void sent(String address, String subject) {
    received.computeIfAbsent(address, _ -> new ArrayList<>()).add(subject);
  }

  String ref() {
    return "m" + ++made;
  }

  Change.Upserted upserted(Stored it) {
    return new Change.Upserted(it.key(), it.ref(), it.thread(), it.content(), state(it));
  }

  MessageState state(Stored message) {
    return new MessageState(
        message.places().stream()
            .filter(place -> !place.equals(FolderRole.DRAFTS.name()))
            .map(place -> FolderId.of(ID, place))
            .collect(Collectors.toSet()),
        message.roles(),
        message.unread(),
        message.starred(),
        message.draft().isPresent(),
        null);
  }

  /// @param content of everything but the files
  Stored stored(
      String ref,
      String thread,
      @Nullable String draft,
      MessageContent content,
      List<byte[]> files,
      FolderRole place,
      boolean unread) {
    return new Stored(
        ref,
        thread,
        Optional.ofNullable(draft),
        content,
        files,
        Set.of(place.name()),
        unread,
        false);
  }

  static MessageContent content(
      String ref,
      Address from,
      String to,
      String subject,
      String text,
      String messageId,
      @Nullable String answers,
      Map<String, String> marks,
      List<Letter.File> files) {
    var attachments = new ArrayList<Attachment>();
    for (int i = 0; i < files.size(); i++) {
      var part = Integer.toString(i);
      var file = files.get(i);
      attachments.add(
          new Attachment(
              AttachmentId.of(MessageId.of(ID, ref), part),
              part,
              file.name(),
              file.type(),
              file.bytes().length,
              false,
              null));
    }
    return new MessageContent(
        subject,
        from,
        List.of(),
        List.of(Address.of(to)),
        List.of(),
        List.of(),
        Instant.EPOCH,
        messageId,
        answers,
        answers == null ? List.of() : List.of(answers),
        text,
        text,
        null,
        false,
        attachments,
        text.length(),
        Automatic.NONE,
        marks,
        List.of());
  }

  @Override
  public Grant grant() {
    return new Grant.UserConsent(ID, ADDRESS, "token", Instant.MAX, new Budget("sync", 4200, 4));
  }

  @Override
  public String deliver(Letter letter) {
    var ref = ref();
    var answers = letter.answers().isEmpty() ? null : find(letter.answers());
    var content =
        content(
            ref,
            Address.of(letter.from()),
            ADDRESS,
            letter.subject(),
            letter.text(),
            "<%s@memory>".formatted(ref),
            answers == null ? null : answers.content().messageId(),
            Map.of(),
            letter.files());
    var files = letter.files().stream().map(Letter.File::bytes).toList();
    var thread = answers == null ? "t" + ref : answers.thread();
    return add(stored(ref, thread, null, content, files, FolderRole.INBOX, true)).ref();
  }

  @Override
  public void star(String ref) {
    change(find(ref).flagged(find(ref).unread(), true));
  }

  @Override
  public void markRead(String ref) {
    change(find(ref).flagged(false, find(ref).starred()));
  }

  @Override
  public void purge(String ref) {
    remove(ref);
  }

  @Override
  public String folder(String name) {
    folders.put("f/" + name, name);
    return "f/" + name;
  }

  @Override
  public boolean exists(String ref) {
    return messages.containsKey(ref);
  }

  @Override
  public boolean isUnread(String ref) {
    return find(ref).unread();
  }

  @Override
  public boolean isStarred(String ref) {
    return find(ref).starred();
  }

  @Override
  public boolean isIn(String ref, FolderRole role) {
    return find(ref).in(role);
  }

  @Override
  public boolean isFiled(String ref, String folder) {
    return find(ref).places().contains(folder);
  }

  @Override
  public List<String> received(String address) {
    return received.getOrDefault(address, List.of());
  }

  @Override
  public void forgetHistory() {
    forgotten = journal.size() + 1;
  }

  @Override
  public void throttleOnce(Duration retryAfter) {
    next = new Throttled("too much", retryAfter, false);
  }

  @Override
  public void breakOnce() {
    next = new Unavailable("no answer", null);
  }

  @Override
  public void expireToken() {
    expired = true;
  }
}
