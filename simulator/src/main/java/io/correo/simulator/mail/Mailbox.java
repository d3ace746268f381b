package io.correo.simulator.mail;

import io.correo.simulator.mail.Change.Kind;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One mailbox of the outside world: messages, labels, drafts, and a journal of what changed. Safe
/// for use by several threads; what it hands out never changes.
///
/// Larger than most classes because all of it changes under one lock.
public final class Mailbox {

  private final String address;
  private final Provider provider;
  private final Consumer<MailboxChanged> listener;
  private final MessageIndex index = new MessageIndex();
  private final Labels labels;
  private final DraftIds drafts = new DraftIds();
  private final Journal journal;
  private final long firstId;
  private long made;
  private volatile String owner = "";
  private volatile String language = "en";

  Mailbox(String address, Provider provider, long firstHistory, Consumer<MailboxChanged> listener) {
    this.address = address;
    this.provider = provider;
    this.listener = listener;
    this.journal = new Journal(firstHistory);
    this.labels = new Labels(provider);
    // Sixteen hex digits as Gmail's, different per mailbox, the same at every start.
    this.firstId = 0x1900_0000_0000_0000L | (address.hashCode() & 0xffff_ffffL) << 24;
  }

  public String address() {
    return address;
  }

  /// The name of whose it is, as its mail shows it; "" when nobody said.
  public String owner() {
    return owner;
  }

  public void owner(String name) {
    owner = name;
  }

  /// In which Outlook names its own folders.
  public String language() {
    return language;
  }

  public void language(String code) {
    language = code;
  }

  public Provider provider() {
    return provider;
  }

  /// The id the next message will get when it is stored under it later.
  public synchronized String reserveId() {
    return Long.toHexString(firstId + ++made);
  }

  /// Stores a message.
  ///
  /// @param id null for a new one
  /// @param threadId null to find the conversation by what the message answers
  public StoredMessage add(
      Content content,
      Collection<String> labelIds,
      Instant date,
      @Nullable String id,
      @Nullable String threadId) {
    return add(content, labelIds, date, id, threadId, Map.of());
  }

  /// Stores a message with what its provider knows of it.
  public StoredMessage add(
      Content content,
      Collection<String> labelIds,
      Instant date,
      @Nullable String id,
      @Nullable String threadId,
      Map<String, Object> look) {
    StoredMessage stored;
    synchronized (this) {
      var newId = id == null ? reserveId() : id;
      var conversation = threadId == null ? conversation(content, newId) : threadId;
      long history = journal.next();
      var named = settled(Set.of(), Set.copyOf(labelIds));
      stored = new StoredMessage(newId, conversation, content, named, date, history, 0, look);
      index.put(stored);
      if (stored.has(Label.DRAFT)) {
        drafts.bind(newId);
      }
      record(stored, Kind.ADDED, Set.of());
    }
    announce(null, stored);
    return stored;
  }

  /// Adds and removes labels; null when there is no such message. What is so already is no change.
  public @Nullable StoredMessage relabel(
      String id, Collection<String> add, Collection<String> remove) {
    return edit(id, old -> old.relabelled(add, remove));
  }

  /// Changes a message in one step; null when there is no such message.
  public @Nullable StoredMessage edit(String id, UnaryOperator<StoredMessage> step) {
    StoredMessage old;
    StoredMessage now;
    synchronized (this) {
      old = index.find(id);
      if (old == null) {
        return null;
      }
      now = edited(old, step.apply(old));
      if (now == old) {
        return old;
      }
    }
    announce(old, now);
    return now;
  }

  private StoredMessage edited(StoredMessage old, StoredMessage wanted) {
    var labelIds = settled(old.labels(), wanted.labels());
    var added = new TreeSet<>(labelIds);
    added.removeAll(old.labels());
    var removed = new TreeSet<>(old.labels());
    removed.removeAll(labelIds);
    var now = old;
    if (wanted.content() != old.content()
        || !wanted.look().equals(old.look())
        || !wanted.date().equals(old.date())) {
      now = wanted.with(old.labels(), journal.next());
      index.put(now);
      record(now, Kind.EDITED, Set.of());
    }
    if (!added.isEmpty()) {
      now = change(now, added, Set.of(), Kind.LABELS_ADDED);
    }
    if (!removed.isEmpty()) {
      now = change(now, Set.of(), removed, Kind.LABELS_REMOVED);
    }
    return now;
  }

  private Set<String> settled(Set<String> before, Set<String> wanted) {
    return provider == Provider.GOOGLE ? wanted : Place.settle(before, wanted);
  }

  private StoredMessage change(
      StoredMessage old, Set<String> added, Set<String> removed, Kind kind) {
    var labelIds = new TreeSet<>(old.labels());
    labelIds.addAll(added);
    labelIds.removeAll(removed);
    var now = old.with(labelIds, journal.next());
    index.put(now);
    record(now, kind, added.isEmpty() ? removed : added);
    return now;
  }

  /// Deletes for ever; false when there is no such message.
  public boolean remove(String id) {
    StoredMessage old;
    synchronized (this) {
      old = index.remove(id);
      if (old == null) {
        return false;
      }
      drafts.release(id);
      record(old.with(old.labels(), journal.next()), Kind.REMOVED, Set.of());
    }
    announce(old, null);
    return true;
  }

  private void record(StoredMessage message, Kind kind, Set<String> changed) {
    journal.add(
        new Change(
            message.historyId(),
            kind,
            message.id(),
            message.threadId(),
            message.labels(),
            Set.copyOf(changed),
            message.moves()));
  }

  private void announce(@Nullable StoredMessage before, @Nullable StoredMessage after) {
    listener.accept(new MailboxChanged(address, provider, before, after));
  }

  /// The conversation of the message this one answers, when they share their subject; a report
  /// about a message joins it whatever its subject says.
  private String conversation(Content content, String otherwise) {
    boolean report = content.isReport();
    for (var reference : content.references()) {
      for (var known : index.withMessageId(reference)) {
        if (report || known.content().topic().equals(content.topic())) {
          return known.threadId();
        }
      }
    }
    return otherwise;
  }

  public synchronized @Nullable StoredMessage find(String id) {
    return index.find(id);
  }

  /// Messages that have all these labels and pass, newest first.
  public synchronized List<StoredMessage> list(
      Collection<String> labelIds,
      Predicate<StoredMessage> filter,
      @Nullable Position after,
      int max) {
    return index.list(labelIds, filter, after, max);
  }

  /// About how many messages have all these labels; cheap.
  public synchronized int estimate(Collection<String> labelIds) {
    return index.estimate(labelIds);
  }

  /// A conversation's messages, oldest first; empty when there is none.
  public synchronized List<StoredMessage> thread(String threadId) {
    return index.thread(threadId);
  }

  public synchronized List<StoredMessage> withMessageId(String messageId) {
    return index.withMessageId(messageId);
  }

  public synchronized int size() {
    return index.size();
  }

  public synchronized int threads() {
    return index.threads();
  }

  public synchronized long historyId() {
    return journal.last();
  }

  public synchronized boolean knowsHistory(long historyId) {
    return journal.knows(historyId);
  }

  public synchronized void expireHistory() {
    journal.expire();
  }

  public synchronized List<Change> changesAfter(long historyId, int max) {
    return journal.after(historyId, max);
  }

  public synchronized List<Label> labels() {
    return labels.all();
  }

  public synchronized @Nullable Label label(String id) {
    return labels.find(id);
  }

  /// Null when another label has this name.
  public synchronized @Nullable Label createLabel(String name, Map<String, Object> look) {
    return labels.named(name) == null ? labels.create(name, look) : null;
  }

  public synchronized void replaceLabel(Label label) {
    labels.replace(label);
  }

  /// Null when the folder it lies in has another of this name.
  public synchronized @Nullable Label createFolder(String parent, String name, boolean hidden) {
    return labels.child(parent, name) == null ? labels.createFolder(parent, name, hidden) : null;
  }

  /// The folders in this one, in the order they were made.
  public synchronized List<Label> folders(String parent) {
    return labels.all().stream()
        .filter(label -> label.parent().equals(parent) && !Label.STATES.contains(label.id()))
        .toList();
  }

  /// The names of a label, or of a folder and those it lies in, parted by slashes.
  public synchronized String labelPath(String id) {
    var label = labels.find(id);
    return label == null ? id : labels.path(label);
  }

  /// Takes the label from every message, then forgets it.
  public void removeLabel(String id) {
    for (var message : list(Set.of(id), _ -> true, null, Integer.MAX_VALUE)) {
      relabel(message.id(), Set.of(), Set.of(id));
    }
    synchronized (this) {
      labels.remove(id);
    }
  }

  /// The id of a label by its id or name, or of a folder by its path; what nobody knows is made.
  public synchronized String labelId(String idOrName) {
    if (labels.find(idOrName) != null) {
      return idOrName;
    }
    if (provider == Provider.MICROSOFT) {
      return labels.at(idOrName).id();
    }
    var known = labels.named(idOrName);
    return known == null ? labels.create(idOrName, Map.of()).id() : known.id();
  }

  /// The draft of this message; null when it is none.
  public synchronized @Nullable String draftOf(String messageId) {
    return drafts.ofMessage(messageId);
  }

  public synchronized @Nullable StoredMessage draft(String draftId) {
    var message = drafts.message(draftId);
    return message == null ? null : index.find(message);
  }

  /// Replaces a draft's message: Gmail gives it a new id at every update. Null when it is gone.
  public @Nullable StoredMessage replaceDraft(
      String draftId, Content content, Instant date, @Nullable String threadId) {
    // In one step: a draft that is looked for in between must not seem to be sent.
    synchronized (this) {
      var old = draft(draftId);
      if (old == null) {
        return null;
      }
      var fresh = reserveId();
      drafts.rebind(draftId, fresh);
      var conversation = threadId == null ? old.threadId() : threadId;
      var stored = add(content, old.labels(), date, fresh, conversation);
      remove(old.id());
      return stored;
    }
  }
}
