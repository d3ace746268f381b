package io.correo.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A conversation in one mailbox, as its provider groups it. Deterministic.
public record ThreadId(@JsonValue String value) implements Comparable<ThreadId> {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ThreadId {
    if (value.isBlank()) throw new IllegalArgumentException("threadId is blank");
  }

  /// @param key the thread or conversation id of the provider
  public static ThreadId of(MailboxId mailbox, String key) {
    return new ThreadId(Ids.hash("t", mailbox.value(), key));
  }

  @Override
  public int compareTo(ThreadId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
