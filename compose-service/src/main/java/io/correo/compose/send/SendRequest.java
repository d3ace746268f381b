package io.correo.compose.send;

import io.correo.events.DraftId;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Body of `POST /drafts/{id}/send`.
///
/// @param sendAt null for at once, after the undo window
/// @param undoSeconds how long it can be undone; null for the default
record SendRequest(@Nullable Instant sendAt, @Nullable Integer undoSeconds) {
  static final SendRequest PLAIN = new SendRequest(null, null);
  static final int MAX_UNDO = 60;
  private static final int MAX_KEY = 200;

  /// @throws Problem 428 without a key, 400 for an unusable one
  static String key(@Nullable String header) {
    if (header == null || header.isBlank()) {
      throw new Problem(
          ProblemType.PRECONDITION_REQUIRED,
          "Send an Idempotency-Key, so that a repeated request is not a second mail.");
    }
    if (header.length() > MAX_KEY || !header.chars().allMatch(c -> c > 0x1f && c < 0x7f)) {
      throw Problem.invalid("Idempotency-Key", "up to 200 printable ASCII characters");
    }
    return header.strip();
  }

  Duration undo(Duration otherwise) {
    if (undoSeconds == null) return otherwise;
    if (undoSeconds < 0 || undoSeconds > MAX_UNDO) {
      throw Problem.invalid("undoSeconds", "must be between 0 and " + MAX_UNDO);
    }
    return Duration.ofSeconds(undoSeconds);
  }

  /// Equal for the same request about the same words.
  ///
  /// @param edit of the draft
  String digest(DraftId draft, long edit) {
    try {
      var text = "%s\n%d\n%s\n%s".formatted(draft, edit, sendAt, undoSeconds);
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
