package io.correo.simulator.microsoft;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What Graph answers.
///
/// @param body a JSON object, or bytes of `contentType`; null for none
/// @param headers besides the content type
record GraphAnswer(
    int status, @Nullable Object body, String contentType, Map<String, String> headers) {

  static GraphAnswer json(int status, Object body) {
    return new GraphAnswer(status, body, "application/json", Map.of());
  }

  static GraphAnswer ok(Object body) {
    return json(200, body);
  }

  static GraphAnswer none(int status) {
    return new GraphAnswer(status, null, "", Map.of());
  }

  static GraphAnswer bytes(byte[] body, String contentType) {
    return new GraphAnswer(200, body, contentType, Map.of());
  }

  /// What `$count` answers.
  static GraphAnswer number(int count) {
    return bytes(Integer.toString(count).getBytes(StandardCharsets.UTF_8), "text/plain");
  }

  static GraphAnswer of(GraphException refusal, Instant now) {
    var headers = new HashMap<String, String>();
    if (!refusal.retryAfter().isEmpty()) {
      headers.put("Retry-After", refusal.retryAfter());
    }
    return new GraphAnswer(refusal.status(), refusal.body(now), "application/json", headers);
  }

  GraphAnswer with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new GraphAnswer(status, body, contentType, more);
  }
}
