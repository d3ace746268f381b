package io.correo.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A folder or label of one mailbox. Deterministic.
public record FolderId(@JsonValue String value) implements Comparable<FolderId> {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public FolderId {
    if (value.isBlank()) throw new IllegalArgumentException("folderId is blank");
  }

  /// @param key the folder or label id of the provider
  public static FolderId of(MailboxId mailbox, String key) {
    return new FolderId(Ids.hash("f", mailbox.value(), key));
  }

  @Override
  public int compareTo(FolderId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
