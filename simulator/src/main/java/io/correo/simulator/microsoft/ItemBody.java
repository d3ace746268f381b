package io.correo.simulator.microsoft;

import io.correo.simulator.Wire;
import io.correo.simulator.mail.Part;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The text of a message: HTML where it has some, and either form on demand.
///
/// @param html whether `content` is HTML
record ItemBody(boolean html, String content) {

  private static final Pattern INVISIBLE =
      Pattern.compile("(?is)<(style|script|head|title)\\b.*?(</\\1>|$)|<!--.*?(-->|$)");
  private static final Pattern BREAK =
      Pattern.compile("(?i)<(br|/p|/div|/tr|/li|/h[1-6])\\b[^>]*>\\s*");

  static ItemBody of(Part root) {
    var html = find(root, "text/html");
    if (html != null) {
      return new ItemBody(true, html);
    }
    var plain = find(root, "text/plain");
    return new ItemBody(false, plain == null ? "" : plain);
  }

  private static @Nullable String find(Part part, String type) {
    if (part.isMessage() && !part.path().isEmpty()) {
      return null;
    }
    if (part.isText() && part.mimeType().equals(type)) {
      return new String(part.content(), StandardCharsets.UTF_8);
    }
    for (var child : part.parts()) {
      var found = find(child, type);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /// HTML unless the caller prefers text, whatever the mail has: as Exchange does.
  Map<String, Object> json(boolean text) {
    var json = new LinkedHashMap<String, Object>();
    json.put("contentType", text ? "text" : "html");
    json.put("content", text ? plain() : asHtml());
    return json;
  }

  String plain() {
    if (!html) {
      return content;
    }
    var lines = BREAK.matcher(INVISIBLE.matcher(content).replaceAll("")).replaceAll("\r\n");
    return lines
        .replaceAll("<[^>]*>", "")
        .replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  String asHtml() {
    if (html) {
      return content;
    }
    return "<html><head>\r\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">"
        + "</head><body><div class=\"PlainText\">"
        + Wire.escape(content).replaceAll("\\r?\\n", "<br>\r\n")
        + "</div></body></html>";
  }
}
