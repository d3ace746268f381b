package io.correo.simulator.google;

import io.correo.simulator.Wire;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A partial response: `fields=nextPageToken,messages(id,payload/headers)`.
final class FieldMask {

  private final String text;
  private int at;

  private FieldMask(String text) {
    this.text = text;
  }

  /// What is left of an answer; all of it when no fields are named.
  static Object apply(String fields, Object answer) {
    if (fields.isBlank() || fields.equals("*")) {
      return answer;
    }
    var wanted = new FieldMask(fields.replaceAll("\\s", "")).list();
    return keep(Wire.JSON.valueToTree(answer), wanted);
  }

  /// A name with nothing below it keeps everything there.
  private record Wanted(Map<String, Wanted> below) {

    @Nullable Wanted find(String name) {
      var exact = below.get(name);
      return exact == null ? below.get("*") : exact;
    }
  }

  private static JsonNode keep(JsonNode node, Wanted wanted) {
    if (wanted.below().isEmpty()) {
      return node;
    }
    if (node instanceof ArrayNode array) {
      var kept = Wire.JSON.createArrayNode();
      array.forEach(item -> kept.add(keep(item, wanted)));
      return kept;
    }
    if (node instanceof ObjectNode object) {
      var kept = Wire.JSON.createObjectNode();
      for (var field : object.properties()) {
        var below = wanted.find(field.getKey());
        if (below != null) {
          kept.set(field.getKey(), keep(field.getValue(), below));
        }
      }
      return kept;
    }
    return node;
  }

  private Wanted list() {
    var found = new LinkedHashMap<String, Wanted>();
    while (at < text.length() && text.charAt(at) != ')') {
      int begin = at;
      while (at < text.length() && ",()/".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      var name = text.substring(begin, at);
      found.put(name, below());
      if (at < text.length() && text.charAt(at) == ',') {
        at++;
      }
    }
    return new Wanted(found);
  }

  private Wanted below() {
    if (at < text.length() && text.charAt(at) == '/') {
      at++;
      int begin = at;
      while (at < text.length() && ",()/".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return new Wanted(Map.of(text.substring(begin, at), below()));
    }
    if (at < text.length() && text.charAt(at) == '(') {
      at++;
      var inside = list();
      at++;
      return inside;
    }
    return new Wanted(Map.of());
  }
}
