package io.correo.simulator.mail;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One MIME entity of a message.
///
/// @param path "" for the message, then "0", "0.1"… as Gmail numbers parts
/// @param mimeType lower case
/// @param filename decoded, or ""
/// @param content decoded from its transfer encoding; a nameless text is UTF-8
public record Part(
    String path,
    String mimeType,
    String filename,
    List<Headers.Field> headers,
    byte[] content,
    List<Part> parts) {

  public boolean isMultipart() {
    return !parts.isEmpty() || mimeType.startsWith("multipart/");
  }

  /// Shown in the message rather than kept beside it.
  public boolean isText() {
    return mimeType.startsWith("text/") && filename.isEmpty() && !isMultipart();
  }

  /// This part or the one below it with this path.
  public @Nullable Part find(String wanted) {
    if (path.equals(wanted)) {
      return this;
    }
    for (var part : parts) {
      var found = part.find(wanted);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  public @Nullable String header(String name) {
    for (var field : headers) {
      if (field.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
        return field.value();
      }
    }
    return null;
  }
}
