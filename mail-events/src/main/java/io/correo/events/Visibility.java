package io.correo.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How much of a conversation linked to a record the owner's colleagues, and modules, may see.
/// What is not linked to a record they never see.
public enum Visibility {
  EVERYTHING,
  SUBJECT,
  METADATA,
  PRIVATE;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
