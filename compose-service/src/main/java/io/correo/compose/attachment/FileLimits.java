package io.correo.compose.attachment;

import io.correo.compose.mime.HeaderText;
import io.correo.events.Capabilities.AttachmentLimits;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import java.util.Locale;

/// What the mailbox's provider takes. Told at once, not when the mail is sent.
public final class FileLimits {
  private FileLimits() {}

  /// @throws Problem 400 for a name that breaks a header, 422 for a kind the provider refuses
  public static String checkName(AttachmentLimits limits, String name) {
    // Some browsers send the whole path.
    var bare = HeaderText.check("name", name).replaceFirst("^.*[/\\\\]", "").strip();
    if (bare.isEmpty()) throw Problem.invalid("name", "is missing");
    if (isBlocked(limits, bare)) {
      var extension = extension(bare);
      throw new Problem(
              ProblemType.UNPROCESSABLE,
              "The mail provider does not take .%s files.".formatted(extension))
          .with("blockedExtension", extension);
    }
    return bare;
  }

  public static boolean isBlocked(AttachmentLimits limits, String name) {
    return limits.blockedExtensions().contains(extension(name));
  }

  private static String extension(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  public static Problem tooLarge(AttachmentLimits limits) {
    return new Problem(
            ProblemType.PAYLOAD_TOO_LARGE,
            "The mail provider takes %d MB of files per message."
                .formatted(limits.maxBytes() / (1024 * 1024)))
        .with("maxBytes", limits.maxBytes());
  }
}
