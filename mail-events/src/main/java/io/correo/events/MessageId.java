package io.correo.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A message in one mailbox. Deterministic, so every service names it alike without asking.
public record MessageId(@JsonValue String value) implements Comparable<MessageId> {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public MessageId {
    if (value.isBlank()) throw new IllegalArgumentException("messageId is blank");
  }

  /// @param key what stays the same for this message at the provider; for a draft the draft itself,
  ///     because Gmail renames the message of a draft at every update
  public static MessageId of(MailboxId mailbox, String key) {
    return new MessageId(Ids.hash("m", mailbox.value(), key));
  }

  @Override
  public int compareTo(MessageId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
