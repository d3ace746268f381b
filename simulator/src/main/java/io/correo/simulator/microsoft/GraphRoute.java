package io.correo.simulator.microsoft;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One operation of Graph: how it is called and what it does.
///
/// @param pattern segments, in braces when they are parameters; literal ones match in any case
/// @param user whether it stands below `me` and `users/{id}`
record GraphRoute(String method, String path, List<String> pattern, boolean user, Action action) {

  /// What an operation does.
  interface Action {
    GraphAnswer apply(GraphCall call);
  }

  static GraphRoute of(String method, String path, Action action) {
    return new GraphRoute(method, path, List.of(path.split("/")), true, action);
  }

  /// One that is no user's.
  static GraphRoute top(String method, String path, Action action) {
    return new GraphRoute(method, path, List.of(path.split("/")), false, action);
  }

  /// How the quota counts it.
  String name() {
    return method + " " + path;
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
        found.put(expected.substring(1, expected.length() - 1), segments.get(i));
      } else if (!expected.equalsIgnoreCase(segments.get(i))) {
        return null;
      }
    }
    return found;
  }
}
