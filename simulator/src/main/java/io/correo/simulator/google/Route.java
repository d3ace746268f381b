package io.correo.simulator.google;

import io.correo.simulator.Wire;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One Gmail method: how it is called, what it costs, what it does.
///
/// @param pattern path below `users/{userId}`, segments in braces are parameters
/// @param id name in the discovery document without `gmail.users.`
/// @param units of quota
record Route(String method, List<String> pattern, String id, int units, Action action) {

  /// What a method does.
  interface Action {
    GmailAnswer apply(GmailCall call);
  }

  static Route of(String method, String pattern, String id, int units, Action action) {
    return new Route(method, List.of(pattern.split("/")), id, units, action);
  }

  /// The parameters of a path that is this route's; else null.
  @Nullable Map<String, String> match(String asked, List<String> segments) {
    if (!method.equals(asked) || segments.size() != pattern.size()) {
      return null;
    }
    var found = new HashMap<String, String>();
    for (int i = 0; i < segments.size(); i++) {
      var expected = pattern.get(i);
      if (expected.startsWith("{")) {
        found.put(
            expected.substring(1, expected.length() - 1),
            Wire.decode(segments.get(i).replace("+", "%2B")));
      } else if (!expected.equals(segments.get(i))) {
        return null;
      }
    }
    return found;
  }
}
