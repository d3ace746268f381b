package io.correo.mailbox.store;

import io.correo.events.Json;
import java.util.Map;
import org.bson.Document;
import tools.jackson.core.type.TypeReference;

/// Records as documents and back, written as they stand on the wire.
public final class Documents {
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private Documents() {}

  public static Document of(Object value) {
    return new Document(Json.mapper().convertValue(value, MAP));
  }

  public static <T> T read(Object document, Class<T> type) {
    return Json.mapper().convertValue(document, type);
  }
}
