package io.correo.compose.mime;

import java.util.regex.Pattern;

/// A Subject header, decoded (RFC 2047), on one line.
public record Subject(String text) {
  // RFC 5322 §3.6.5 knows only "Re: ", but clients localise it: AW (de), SV (sv), RES (pt), RE[2].
  private static final Pattern REPLY =
      Pattern.compile(
          "(?iu)^(\\s*(re|aw|sv|vs|res|antw|odp|ynt)\\s*(\\[\\d+]|\\(\\d+\\))?\\s*:\\s*)+");
  private static final Pattern FORWARD =
      Pattern.compile("(?iu)^(\\s*(fwd?|wg|rv|enc|tr|i|vb|doorst)\\s*(\\[\\d+])?\\s*:\\s*)+");

  public Subject {
    text = text.replaceAll("[\\r\\n\\u0000]+", " ");
  }

  public Subject reply() {
    return new Subject("Re: " + REPLY.matcher(text).replaceFirst("").strip());
  }

  public Subject forward() {
    return new Subject("Fwd: " + FORWARD.matcher(text).replaceFirst("").strip());
  }
}
