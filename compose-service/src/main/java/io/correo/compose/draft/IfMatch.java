package io.correo.compose.draft;

import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The version a page edited, as `If-Match` names it.
final class IfMatch {
  private static final Pattern TAG = Pattern.compile("(?:W/)?\"?(\\d{1,18})\"?");

  private IfMatch() {}

  /// @return null for `*`: whichever version there is
  /// @throws Problem 428 without the header, 400 for what is no version
  static @Nullable Long version(@Nullable String header) {
    if (header == null || header.isBlank()) {
      throw new Problem(
          ProblemType.PRECONDITION_REQUIRED, "Send If-Match with the version you edited.");
    }
    if (header.strip().equals("*")) return null;
    var tag = TAG.matcher(header.strip());
    if (!tag.matches()) throw Problem.invalid("If-Match", "is not a version");
    return Long.valueOf(tag.group(1));
  }
}
