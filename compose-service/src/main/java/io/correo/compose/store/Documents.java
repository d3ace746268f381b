package io.correo.compose.store;

import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import tools.jackson.databind.json.JsonMapper;

/// Records as documents: the record's JSON below one field, and beside it the fields queries use.
public final class Documents {
  private static final String BODY = "it";
  private static final JsonWriterSettings RELAXED =
      JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

  private final JsonMapper json;

  public Documents(JsonMapper json) {
    this.json = json;
  }

  /// @param id becomes `_id`
  public Document of(String id, Object record) {
    return new Document("_id", id).append(BODY, Document.parse(json.writeValueAsString(record)));
  }

  public <T> T as(Class<T> type, Document document) {
    return json.readValue(document.get(BODY, Document.class).toJson(RELAXED), type);
  }
}
