package io.correo.service.paging;

import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A place in a list ordered by newest first, then by id: it stays right while rows arrive.
///
/// @param date of the last row shown
/// @param id of the last row shown, which decides among rows of the same date
public record PageCursor(Instant date, String id) {

  public static final int MAX_LIMIT = 200;

  public String encode() {
    var text = "1:%d:%s".formatted(date.toEpochMilli(), id);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Sorts as date and then id do: for a store that keeps both in one field, so that one index
  /// covers a list and its cursor.
  public String place() {
    return "%015d:%s".formatted(date.toEpochMilli(), id);
  }

  /// @return null for the beginning
  /// @throws Problem 400 `invalid-cursor` for what is not one of ours
  public static @Nullable PageCursor decode(@Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) return null;
    try {
      var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      var parts = text.split(":", 3);
      if (parts.length == 3 && parts[0].equals("1")) {
        return new PageCursor(Instant.ofEpochMilli(Long.parseLong(parts[1])), parts[2]);
      }
    } catch (IllegalArgumentException | DateTimeException notOurs) {
      throw refused(notOurs);
    }
    throw refused(null);
  }

  /// @throws Problem 400 `invalid-request` outside 1 to 200
  public static int limit(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw Problem.invalid("limit", "must be between 1 and " + MAX_LIMIT);
    }
    return limit;
  }

  private static Problem refused(@Nullable Throwable cause) {
    var problem =
        new Problem(
            ProblemType.INVALID_CURSOR, "Use the nextCursor of a page, or none to begin anew.");
    if (cause != null) problem.initCause(cause);
    return problem;
  }
}
