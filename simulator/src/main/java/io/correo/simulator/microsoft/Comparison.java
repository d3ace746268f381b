package io.correo.simulator.microsoft;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One comparison of a filter.
record Comparison(String path, String operator, String token) {

  private static final Set<String> OPERATORS = Set.of("eq", "ne", "gt", "ge", "lt", "le");
  private static final Set<String> EXACT = Set.of("id", "conversationId", "parentFolderId");

  Comparison {
    if (!OPERATORS.contains(operator)) {
      throw GraphException.badQuery(
          "Invalid filter clause: Syntax error at '" + operator + "' in the filter.");
    }
  }

  boolean holds(@Nullable Object value) {
    if (token.equals("null")) {
      return operator.equals("eq") == (value == null);
    }
    if (value == null) {
      return operator.equals("ne");
    }
    int order = order(value.toString(), ODataFilter.literal(token));
    return switch (operator) {
      case "eq" -> order == 0;
      case "ne" -> order != 0;
      case "gt" -> order > 0;
      case "ge" -> order >= 0;
      case "lt" -> order < 0;
      default -> order <= 0;
    };
  }

  private int order(String value, String wanted) {
    var first = time(value);
    var second = time(wanted);
    if (first != null && second != null) {
      return first.compareTo(second);
    }
    // Exchange compares texts in any case, but never ids.
    return EXACT.contains(path) ? value.compareTo(wanted) : value.compareToIgnoreCase(wanted);
  }

  /// Null when it is no time.
  private static @Nullable Instant time(String text) {
    if (!text.matches("\\d{4}-\\d\\d-\\d\\d.*")) {
      return null;
    }
    try {
      return text.length() == 10
          ? Instant.parse(text + "T00:00:00Z")
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException other) {
      return null;
    }
  }
}
