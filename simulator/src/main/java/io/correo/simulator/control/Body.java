package io.correo.simulator.control;

import io.correo.simulator.Wire;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The JSON object of a control request.
final class Body {

  private final JsonNode json;

  private Body(JsonNode json) {
    this.json = json;
  }

  static Body of(HttpServletRequest request) throws IOException {
    var json = Wire.json(Wire.body(request));
    if (json == null || !json.isObject()) {
      throw Refusal.invalid("the body is no JSON object");
    }
    return new Body(json);
  }

  JsonNode node() {
    return json;
  }

  String text(String name, String otherwise) {
    return json.path(name).asString(otherwise);
  }

  /// Null when the field is missing.
  @Nullable Boolean flag(String name) {
    return json.has(name) ? json.get(name).asBoolean(false) : null;
  }

  List<String> list(String name) {
    var found = new ArrayList<String>();
    json.path(name).forEach(value -> found.add(value.asString("")));
    return found;
  }
}
