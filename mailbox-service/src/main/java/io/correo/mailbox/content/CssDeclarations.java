package io.correo.mailbox.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The declarations of a `style` attribute that can do no more than colour and arrange. What is not
/// known is left out; nothing is repaired.
final class CssDeclarations {
  private static final int LONGEST = 4_000;
  private static final Set<String> PROPERTIES =
      Set.of(
          "background",
          "background-color",
          "border",
          "border-bottom",
          "border-bottom-color",
          "border-bottom-style",
          "border-bottom-width",
          "border-collapse",
          "border-color",
          "border-left",
          "border-left-color",
          "border-left-style",
          "border-left-width",
          "border-radius",
          "border-right",
          "border-right-color",
          "border-right-style",
          "border-right-width",
          "border-spacing",
          "border-style",
          "border-top",
          "border-top-color",
          "border-top-style",
          "border-top-width",
          "border-width",
          "clear",
          "color",
          "direction",
          "display",
          "float",
          "font",
          "font-family",
          "font-size",
          "font-style",
          "font-variant",
          "font-weight",
          "height",
          "letter-spacing",
          "line-height",
          "list-style-position",
          "list-style-type",
          "margin",
          "margin-bottom",
          "margin-left",
          "margin-right",
          "margin-top",
          "max-height",
          "max-width",
          "min-height",
          "min-width",
          "padding",
          "padding-bottom",
          "padding-left",
          "padding-right",
          "padding-top",
          "table-layout",
          "text-align",
          "text-decoration",
          "text-indent",
          "text-transform",
          "vertical-align",
          "white-space",
          "width",
          "word-break",
          "word-spacing",
          "word-wrap",
          "overflow-wrap");

  // No backslash (an escape could spell anything), no comment, no angle bracket, no at-rule.
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}\\s#%.,'\"()!+_-]{1,300}");
  private static final Pattern FUNCTION = Pattern.compile("([\\p{L}\\p{N}_-]*)\\s*\\(");
  private static final Set<String> FUNCTIONS = Set.of("rgb", "rgba", "hsl", "hsla", "calc");
  private static final Pattern DISPLAY =
      Pattern.compile(
          "block|inline|inline-block|none|table|table-row|table-cell|list-item|inline-table");

  private CssDeclarations() {}

  /// @return what may stay, empty for nothing
  static String allowed(String style) {
    if (style.length() > LONGEST) return "";
    var kept = new ArrayList<String>();
    for (var declaration : split(style)) {
      var colon = declaration.indexOf(':');
      if (colon < 1) continue;
      var property = declaration.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      var value = declaration.substring(colon + 1).strip();
      if (PROPERTIES.contains(property) && isHarmless(property, value)) {
        kept.add(property + ":" + value);
      }
    }
    return String.join(";", kept);
  }

  private static boolean isHarmless(String property, String value) {
    if (!PLAIN.matcher(value).matches()) return false;
    var functions = FUNCTION.matcher(value);
    while (functions.find()) {
      if (!FUNCTIONS.contains(functions.group(1).toLowerCase(Locale.ROOT))) return false;
    }
    var lower = value.toLowerCase(Locale.ROOT);
    if (property.equals("display")) return DISPLAY.matcher(lower).matches();
    // A negative margin draws over what surrounds the message.
    return !(property.startsWith("margin") || property.equals("text-indent"))
        || lower.indexOf('-') < 0;
  }

  private static List<String> split(String style) {
    var parts = new ArrayList<String>();
    var start = 0;
    var quote = '\0';
    for (var i = 0; i < style.length(); i++) {
      var c = style.charAt(i);
      if (quote != '\0') {
        if (c == quote) quote = '\0';
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == ';') {
        parts.add(style.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(style.substring(start));
    return parts;
  }
}
