package io.correo.compose.draft;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How a draft began.
public enum Kind {
  NEW,
  REPLY,
  REPLY_ALL,
  FORWARD;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
