package io.correo.provider.graph;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// How Graph's JSON is read: leniently where it varies (`"isRead": "true"`, fields nobody knows),
/// but never a document that just ends.
final class Json {
  // A body of a message comes as one string. Exchange takes no message beyond 150 MB.
  private static final int LONGEST_TEXT = 150_000_000;

  private Json() {}

  static JsonMapper mapper() {
    var constraints = StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).build();
    return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(constraints).build())
        .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build();
  }
}
