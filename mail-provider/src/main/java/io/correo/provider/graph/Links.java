package io.correo.provider.graph;

import io.correo.provider.ProviderException.Unavailable;
import java.util.regex.Pattern;

/// Links to a next page or a next round come with a host. Without it a saved one survives a change
/// of root, and none leads our token to somebody else's host.
final class Links {
  private static final Pattern VERSION =
      Pattern.compile("^https?://[^/]+(?:/[^/?]+)*?/(?:v1\\.0|beta)(/.*)$");
  private final String root;

  Links(String root) {
    this.root = root + "/";
  }

  /// @return path and query below Graph's root
  String relative(String link) {
    if (link.startsWith(root)) return link.substring(root.length() - 1);
    var match = VERSION.matcher(link);
    if (!match.matches()) throw new Unavailable("a link that leads out of Graph", null);
    return match.group(1);
  }
}
