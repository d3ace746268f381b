package io.correo.simulator.mail;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One entry of a mailbox's journal.
///
/// @param historyId unsigned, grows, with gaps
/// @param labels what the message has after the change
/// @param moves how often the message had changed its folder then
/// @param changed the labels that came or went; empty when the message itself did
public record Change(
    long historyId,
    Kind kind,
    String messageId,
    String threadId,
    Set<String> labels,
    Set<String> changed,
    int moves) {

  /// What happened to the message.
  public enum Kind {
    ADDED,
    REMOVED,
    LABELS_ADDED,
    LABELS_REMOVED,
    /// Its content or what its provider knows of it; never in Gmail.
    EDITED
  }

  /// The labels before this change; null when there was no message.
  public @Nullable Set<String> before() {
    var before = new TreeSet<>(labels);
    switch (kind) {
      case ADDED -> {
        return null;
      }
      case LABELS_ADDED -> before.removeAll(changed);
      case LABELS_REMOVED -> before.addAll(changed);
      case REMOVED, EDITED -> {}
    }
    return before;
  }

  /// How often the message had changed its folder before this change.
  public int movesBefore() {
    var before = before();
    boolean moved = before != null && !Place.of(before).equals(Place.of(labels));
    return moved ? moves - 1 : moves;
  }
}
