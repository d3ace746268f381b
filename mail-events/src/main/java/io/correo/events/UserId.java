package io.correo.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A person who signs in to the CRM: the subject of the identity provider.
public record UserId(@JsonValue String value) implements Comparable<UserId> {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public UserId {
    if (value.isBlank()) throw new IllegalArgumentException("userId is blank");
  }

  @Override
  public int compareTo(UserId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
