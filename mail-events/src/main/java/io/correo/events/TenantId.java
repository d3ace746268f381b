package io.correo.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A customer of the CRM. Every stored document and every query begins with it.
public record TenantId(@JsonValue String value) implements Comparable<TenantId> {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public TenantId {
    if (value.isBlank()) throw new IllegalArgumentException("tenantId is blank");
  }

  @Override
  public int compareTo(TenantId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
