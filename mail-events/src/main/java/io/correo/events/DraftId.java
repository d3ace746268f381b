package io.correo.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A draft as the CRM knows it. Our own id, bound to the draft of the provider by compose-service.
public record DraftId(@JsonValue String value) implements Comparable<DraftId> {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public DraftId {
    if (value.isBlank()) throw new IllegalArgumentException("draftId is blank");
  }

  public static DraftId random() {
    return new DraftId(Ids.random("d"));
  }

  @Override
  public int compareTo(DraftId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
