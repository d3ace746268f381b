package io.correo.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// An attachment: made of message and part, because Gmail names it anew at every read.
public record AttachmentId(@JsonValue String value) implements Comparable<AttachmentId> {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public AttachmentId {
    if (value.isBlank()) throw new IllegalArgumentException("attachmentId is blank");
  }

  /// @param part the path of the part in the message, for example `1.2`
  public static AttachmentId of(MessageId message, String part) {
    return new AttachmentId(Ids.hash("a", message.value(), part));
  }

  @Override
  public int compareTo(AttachmentId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
