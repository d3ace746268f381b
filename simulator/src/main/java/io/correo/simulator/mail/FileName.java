package io.correo.simulator.mail;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The file name of a part: `filename` of Content-Disposition, else `name` of Content-Type, in any
/// of the ways RFC 2231 and habit have of writing it.
final class FileName {

  private static final Pattern PARAMETER =
      // Possessive, so that a name without end costs no stack.
      Pattern.compile(
          ";\\s*+([\\w-]++)(\\*\\d++)?(\\*)?\\s*+=\\s*+"
              + "(\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|[^;\\s]*+)");

  private FileName() {}

  static String of(List<Headers.Field> fields) {
    for (var source : List.of("Content-Disposition/filename", "Content-Type/name")) {
      var names = source.split("/");
      for (var field : fields) {
        if (field.name().equalsIgnoreCase(names[0])) {
          var found = parameter(field.value(), names[1]);
          if (!found.isEmpty()) {
            return found;
          }
        }
      }
    }
    return "";
  }

  private static String parameter(String value, String name) {
    Map<Integer, String> pieces = new TreeMap<>();
    boolean extended = false;
    var matcher = PARAMETER.matcher(value);
    while (matcher.find()) {
      if (!matcher.group(1).equalsIgnoreCase(name)) {
        continue;
      }
      var quoted = matcher.group(5);
      var text = quoted == null ? matcher.group(4) : quoted.replaceAll("\\\\(.)", "$1");
      extended |= matcher.group(3) != null;
      var index = matcher.group(2);
      var number = index == null ? 0 : (int) Math.min(9999, Long.parseLong(digits(index)));
      pieces.putIfAbsent(number, text);
    }
    var joined = String.join("", pieces.values());
    var decoded = extended ? percent(joined) : joined;
    return new Headers.Field("", decoded, 0, 0).decoded().strip();
  }

  private static String digits(String index) {
    return index.substring(1, Math.min(index.length(), 10));
  }

  private static String percent(String value) {
    var parts = value.split("'", 3);
    var text = parts.length == 3 ? parts[2] : value;
    try {
      var charset =
          parts.length == 3 && !parts[0].isEmpty()
              ? Charset.forName(parts[0])
              : StandardCharsets.UTF_8;
      return URLDecoder.decode(text.replace("+", "%2B"), charset);
    } catch (IllegalArgumentException malformed) {
      return text;
    }
  }
}
