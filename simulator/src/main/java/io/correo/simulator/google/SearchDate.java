package io.correo.simulator.google;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// A date of a search: seconds since 1970, `2026/11/23` or `2026-11-23`.
final class SearchDate {

  private SearchDate() {}

  /// Null when it is none.
  static @Nullable Instant parse(String value) {
    try {
      if (value.matches("\\d{5,12}")) {
        return Instant.ofEpochSecond(Long.parseLong(value));
      }
      var parts = value.split("[/-]");
      return parts.length != 3
          ? null
          : LocalDate.of(
                  Integer.parseInt(parts[0]),
                  Integer.parseInt(parts[1]),
                  Integer.parseInt(parts[2]))
              .atStartOfDay(ZoneOffset.UTC)
              .toInstant();
    } catch (DateTimeException | NumberFormatException malformed) {
      return null;
    }
  }
}
