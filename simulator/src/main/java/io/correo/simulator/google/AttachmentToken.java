package io.correo.simulator.google;

import io.correo.simulator.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The `attachmentId` of a part: another one at every read, so that nobody takes it for an
/// identity.
final class AttachmentToken {

  private static final String BEGIN = "ANGjdJ";

  private AttachmentToken() {}

  static String of(String messageId, String partPath) {
    var inside = messageId + "/" + partPath + "/" + Secrets.random(90);
    return BEGIN
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(inside.getBytes(StandardCharsets.UTF_8));
  }

  /// The part's path; null when the token is none of this message.
  static @Nullable String part(String token, String messageId) {
    if (!token.startsWith(BEGIN)) {
      return null;
    }
    try {
      var inside =
          new String(
              Base64.getUrlDecoder().decode(token.substring(BEGIN.length())),
              StandardCharsets.UTF_8);
      var pieces = inside.split("/", 3);
      return pieces.length == 3 && pieces[0].equals(messageId) ? pieces[1] : null;
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }
}
