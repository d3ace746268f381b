package io.correo.simulator.microsoft;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request for Graph, however it came: alone or in a batch.
///
/// @param base what stands before the path, as the client sees it: `http://host:port/v1.0`
/// @param path below the version, without a slash in front, still percent-encoded
/// @param prefer all Prefer headers, joined by commas; "" for none
record GraphRequest(
    String method,
    String base,
    String path,
    Map<String, List<String>> query,
    @Nullable String authorization,
    String prefer,
    String contentType,
    byte[] body) {

  @Override
  public String toString() {
    return "GraphRequest[" + method + " " + path + "]";
  }
}
