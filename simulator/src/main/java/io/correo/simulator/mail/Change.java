package io.correo.simulator.mail;

import java.util.Set;

/// One entry of a mailbox's journal.
///
/// @param historyId unsigned, grows, with gaps
/// @param labels what the message has after the change
/// @param changed the labels that came or went; empty when the message itself did
public record Change(
    long historyId,
    Kind kind,
    String messageId,
    String threadId,
    Set<String> labels,
    Set<String> changed) {

  /// What happened to the message.
  public enum Kind {
    ADDED,
    REMOVED,
    LABELS_ADDED,
    LABELS_REMOVED
  }
}
