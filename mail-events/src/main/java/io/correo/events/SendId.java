package io.correo.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// One accepted request to send.
public record SendId(@JsonValue String value) implements Comparable<SendId> {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public SendId {
    if (value.isBlank()) throw new IllegalArgumentException("sendId is blank");
  }

  public static SendId random() {
    return new SendId(Ids.random("s"));
  }

  @Override
  public int compareTo(SendId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
