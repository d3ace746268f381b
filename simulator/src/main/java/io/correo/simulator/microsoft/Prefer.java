package io.correo.simulator.microsoft;

import java.util.Locale;
import java.util.regex.Pattern;

/// What a client prefers.
///
/// @param immutable ids that stay when a message moves
/// @param text bodies as plain text
/// @param pageSize 0 when nothing was said
record Prefer(boolean immutable, boolean text, int pageSize) {

  private static final Pattern PAGE = Pattern.compile("odata\\.maxpagesize\\s*=\\s*\"?(\\d{1,6})");

  static Prefer of(String header) {
    var plain = header.toLowerCase(Locale.ROOT).replace("\"", "").replaceAll("\\s", "");
    var page = PAGE.matcher(plain);
    return new Prefer(
        plain.contains("idtype=immutableid"),
        plain.contains("outlook.body-content-type=text"),
        page.find() ? Integer.parseInt(page.group(1)) : 0);
  }

  /// What the answer says was done; "" for nothing.
  String applied() {
    return text ? "outlook.body-content-type=\"text\"" : "";
  }
}
