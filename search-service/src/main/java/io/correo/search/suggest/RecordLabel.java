package io.correo.search.suggest;

import tools.jackson.databind.JsonNode;

/// A record of the CRM, as people know it.
public record RecordLabel(String type, String id, String label) {
  public static RecordLabel read(JsonNode record) {
    return new RecordLabel(
        record.path("type").asString(""),
        record.path("id").asString(""),
        record.path("label").asString(""));
  }
}
