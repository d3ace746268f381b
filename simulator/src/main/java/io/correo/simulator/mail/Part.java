package io.correo.simulator.mail;

import java.util.ArrayList;
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

  /// A whole message inside a message.
  public boolean isMessage() {
    return mimeType.equals("message/rfc822");
  }

  /// Meant to be shown inside the text.
  public boolean isInline() {
    var disposition = header("Content-Disposition");
    var said = disposition == null ? "" : disposition.strip().toLowerCase(Locale.ROOT);
    return said.startsWith("inline") || said.isEmpty() && header("Content-ID") != null;
  }

  /// What comes beside the text of this part, in order; a message inside counts as one.
  public List<Part> files() {
    var found = new ArrayList<Part>();
    collect(found);
    return found;
  }

  private void collect(List<Part> found) {
    if (isMessage() && !path.isEmpty()) {
      found.add(this);
    } else if (isMultipart()) {
      parts.forEach(part -> part.collect(found));
    } else if (!isText()) {
      found.add(this);
    }
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
