package io.correo.simulator.mail;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The first words of a message.
final class Snippet {

  private static final int LENGTH = 200;
  private static final int READ = 20_000;
  private static final Pattern INVISIBLE =
      Pattern.compile("(?is)<(style|script|head|title)\\b.*?(</\\1>|$)|<!--.*?(-->|$)|<[^>]*>");

  private Snippet() {}

  static String of(Part root) {
    var plain = text(root, "text/plain");
    var text = plain == null || plain.isBlank() ? html(root) : plain;
    var line = text.replaceAll("[\\s\\u00a0\\u200b-\\u200f\\ufeff]+", " ").strip();
    return line.length() <= LENGTH ? line : cut(line);
  }

  private static String cut(String line) {
    // Not in the middle of a surrogate pair.
    int end = Character.isHighSurrogate(line.charAt(LENGTH - 1)) ? LENGTH - 1 : LENGTH;
    return line.substring(0, end).strip();
  }

  private static String html(Part root) {
    var html = text(root, "text/html");
    if (html == null) {
      return "";
    }
    return INVISIBLE
        .matcher(html)
        .replaceAll(" ")
        .replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  private static @Nullable String text(Part part, String type) {
    if (part.mimeType().equals(type) && part.isText()) {
      var bytes = part.content();
      return new String(bytes, 0, Math.min(bytes.length, READ), StandardCharsets.UTF_8);
    }
    for (var child : part.parts()) {
      var found = text(child, type);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
