package io.correo.provider.mime;

import java.util.Map;
import java.util.regex.Pattern;

/// What a file of a message is called: one name without a path, never blank, however it was sent.
public final class FileName {
  private static final Pattern UNSAFE = Pattern.compile("[\\p{Cntrl}/\\\\]+");
  private static final int LONGEST = 200;
  private static final Map<String, String> EXTENSIONS =
      Map.of(
          "message/rfc822", "eml",
          "message/global", "eml",
          "text/calendar", "ics",
          "text/plain", "txt",
          "text/html", "html",
          "image/jpeg", "jpg",
          "image/svg+xml", "svg",
          "text/vcard", "vcf");

  private FileName() {}

  /// @param given by the sender, maybe blank
  /// @param type media type in lower case, to invent a name from
  /// @param part tells it from other files without a name; may be empty
  public static String of(String given, String type, String part) {
    var name = UNSAFE.matcher(Headers.decode(given)).replaceAll("_").strip();
    if (name.isEmpty() || name.equals(".") || name.equals("..")) name = invented(type, part);
    return name.length() > LONGEST ? shortened(name) : name;
  }

  private static String shortened(String name) {
    var dot = name.lastIndexOf('.');
    var extension = dot > 0 && name.length() - dot <= 12 ? name.substring(dot) : "";
    return name.substring(0, LONGEST - extension.length()) + extension;
  }

  private static String invented(String type, String part) {
    var subtype = type.substring(type.indexOf('/') + 1);
    var extension =
        EXTENSIONS.getOrDefault(type, subtype.matches("[a-z0-9]{2,5}") ? subtype : "bin");
    var kind = type.startsWith("message/") ? "message" : "attachment";
    return kind + (part.isEmpty() ? "" : "-" + part) + "." + extension;
  }
}
