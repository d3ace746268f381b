package io.correo.events;

import tools.jackson.databind.json.JsonMapper;

/// How records of this contract are written: unknown fields ignored, times as ISO-8601 text, nulls
/// left out where a record says so.
public final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  public static JsonMapper mapper() {
    return MAPPER;
  }

  public static byte[] bytes(Object record) {
    return MAPPER.writeValueAsBytes(record);
  }
}
