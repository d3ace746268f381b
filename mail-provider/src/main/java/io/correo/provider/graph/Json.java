package io.correo.provider.graph;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// How Graph's JSON is read: leniently where it varies (`"isRead": "true"`, fields nobody knows),
/// but never a document that just ends.
final class Json {
  private Json() {}

  static JsonMapper mapper() {
    return JsonMapper.builder()
        .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build();
  }
}
