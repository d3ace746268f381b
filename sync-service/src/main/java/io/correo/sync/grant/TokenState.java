package io.correo.sync.grant;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How a mailbox's consent stands.
public enum TokenState {
  /// There is one, and the provider has not refused it.
  VALID,
  /// The provider refuses it: only the user can help.
  REFUSED,
  /// There is none.
  MISSING;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
