package io.correo.simulator.microsoft;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How Graph writes values. Bytes are plain base64, with padding.
final class GraphJson {

  static final JsonMapper MAPPER = JsonMapper.builder().build();

  private GraphJson() {}

  static JsonNode nothing() {
    return MAPPER.createObjectNode();
  }

  /// To the second, as Outlook keeps its times.
  static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
