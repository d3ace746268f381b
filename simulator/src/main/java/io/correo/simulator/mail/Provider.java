package io.correo.simulator.mail;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Who hosts a simulated mailbox.
public enum Provider {
  GOOGLE,
  MICROSOFT;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Provider of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
