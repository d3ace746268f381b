package io.correo.search.query;

import com.fasterxml.jackson.annotation.JsonValue;
import io.correo.service.problem.Problem;
import java.util.Locale;

/// What is listed.
enum Kind {
  MESSAGES,
  CONTACTS,
  FILES;

  @JsonValue
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws Problem 400 for another name
  static Kind named(String name) {
    for (var kind : values()) {
      if (kind.wireName().equals(name)) return kind;
    }
    throw Problem.invalid("kind", "must be messages, contacts or files");
  }
}
