package io.correo.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Whether a person wrote a message (RFC 3834, RFC 3464, RFC 2369).
public enum Automatic {
  NONE,
  AUTO_REPLY,
  BOUNCE,
  LIST;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
