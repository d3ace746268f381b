package io.correo.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Why a fact is told now.
public enum Origin {
  /// It happened while we were watching.
  LIVE,
  /// An import, or the repair of a gap, found it.
  IMPORT,
  /// It is told again from the ledger, with its original revision.
  REPLAY;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
