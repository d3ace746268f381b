package io.correo.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A mailbox connected to the CRM. Our id, random per connection, so it survives a change of
/// address.
public record MailboxId(@JsonValue String value) implements Comparable<MailboxId> {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public MailboxId {
    if (value.isBlank()) throw new IllegalArgumentException("mailboxId is blank");
  }

  /// A new one. Random, so that connecting the same address again never meets old data.
  public static MailboxId random() {
    return new MailboxId(Ids.random("mb"));
  }

  @Override
  public int compareTo(MailboxId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
