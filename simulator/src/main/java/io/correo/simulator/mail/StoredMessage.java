package io.correo.simulator.mail;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A message as a mailbox holds it. Never changes: a change of labels makes another.
///
/// @param date when it arrived, or was sent; orders the mailbox
/// @param historyId unsigned: the change that last touched it
/// @param moves how often it went from one folder to another
/// @param look what only its provider knows of it: categories, extended properties
public record StoredMessage(
    String id,
    String threadId,
    Content content,
    Set<String> labels,
    Instant date,
    long historyId,
    int moves,
    Map<String, Object> look) {

  public StoredMessage {
    labels = Collections.unmodifiableSet(new TreeSet<>(labels));
    look = Map.copyOf(look);
  }

  public boolean has(String label) {
    return labels.contains(label);
  }

  public Position position() {
    return new Position(date, id);
  }

  /// The id of the one folder it lies in, where the provider has folders.
  public String folder() {
    return Place.of(labels);
  }

  public StoredMessage with(Content other) {
    return new StoredMessage(id, threadId, other, labels, date, historyId, moves, look);
  }

  public StoredMessage with(Map<String, Object> other) {
    return new StoredMessage(id, threadId, content, labels, date, historyId, moves, other);
  }

  public StoredMessage at(Instant other) {
    return new StoredMessage(id, threadId, content, labels, other, historyId, moves, look);
  }

  /// With these labels more, and without those.
  public StoredMessage relabelled(Collection<String> add, Collection<String> remove) {
    var changed = new TreeSet<>(labels);
    changed.addAll(add);
    changed.removeAll(remove);
    return with(changed, historyId);
  }

  /// In this folder, and in no other.
  public StoredMessage in(String folder) {
    return relabelled(Set.of(), Set.of(folder())).relabelled(Set.of(folder), Set.of());
  }

  StoredMessage with(Collection<String> changed, long history) {
    var now = new TreeSet<>(changed);
    int went = Place.of(now).equals(folder()) ? 0 : 1;
    return new StoredMessage(id, threadId, content, now, date, history, moves + went, look);
  }
}
