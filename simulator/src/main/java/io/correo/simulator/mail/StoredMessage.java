package io.correo.simulator.mail;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// A message as a mailbox holds it. Never changes: a change of labels makes another.
///
/// @param date when it arrived, or was sent; orders the mailbox
/// @param historyId unsigned: the change that last touched it
public record StoredMessage(
    String id, String threadId, Content content, Set<String> labels, Instant date, long historyId) {

  public StoredMessage {
    labels = Collections.unmodifiableSet(new TreeSet<>(labels));
  }

  public boolean has(String label) {
    return labels.contains(label);
  }

  public Position position() {
    return new Position(date, id);
  }

  StoredMessage with(Collection<String> changed, long history) {
    return new StoredMessage(id, threadId, content, new TreeSet<>(changed), date, history);
  }
}
