package io.correo.simulator.microsoft;

import io.correo.simulator.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The segments of a path below the version, whichever way it is written: `mailFolders('inbox')` is
/// `mailFolders/inbox`, `delta()` is `delta`, `microsoft.graph.send` is `send`, and what stands
/// before a message or a child folder says nothing its id does not.
final class GraphPath {

  private static final Pattern KEYED = Pattern.compile("([A-Za-z]+)\\('(.*)'\\)");

  private GraphPath() {}

  static List<String> segments(String path) {
    var found = new ArrayList<String>();
    for (var raw : path.split("/")) {
      var segment = Wire.decode(raw.replace("+", "%2B"));
      var keyed = KEYED.matcher(segment);
      if (keyed.matches()) {
        found.add(keyed.group(1));
        found.add(keyed.group(2).replace("''", "'"));
      } else if (!segment.isEmpty()) {
        found.add(segment.replaceFirst("^microsoft\\.graph\\.", "").replaceFirst("\\(\\)$", ""));
      }
    }
    return found;
  }

  /// Without the folders on the way to a message or to a child folder.
  static List<String> shortened(List<String> segments) {
    var rest = segments;
    while (rest.size() >= 4 && is(rest, 0, "mailFolders") && is(rest, 2, "childFolders")) {
      if (is(rest, 3, "$count") || is(rest, 3, "delta")) {
        return rest;
      }
      var shorter = new ArrayList<>(rest.subList(3, rest.size()));
      shorter.addFirst("mailFolders");
      rest = shorter;
    }
    boolean message = rest.size() >= 4 && is(rest, 0, "mailFolders") && is(rest, 2, "messages");
    return message && !is(rest, 3, "delta") && !is(rest, 3, "$count")
        ? rest.subList(2, rest.size())
        : rest;
  }

  private static boolean is(List<String> segments, int at, String word) {
    return segments.get(at).equalsIgnoreCase(word);
  }
}
