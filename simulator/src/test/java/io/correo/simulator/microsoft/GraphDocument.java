package io.correo.simulator.microsoft;

import io.correo.simulator.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;

/// Microsoft's own description of Graph's mail, and what an answer has that it does not allow.
final class GraphDocument {

  private final JsonNode document;

  private GraphDocument(JsonNode document) {
    this.document = document;
  }

  static Path shared() {
    return Path.of(System.getProperty("correo.shared", "../../shared"));
  }

  /// Skips the test, saying so, where the document is not.
  static GraphDocument read() {
    var file = shared().resolve("specs/graph/graph-mail.openapi.json");
    Assumptions.assumeTrue(Files.exists(file), "no Graph description here, test skipped");
    try {
      return new GraphDocument(Wire.JSON.readTree(Files.readAllBytes(file)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// Every operation of the signed-in user and of subscriptions, as `GET /me/messages`.
  List<String> operations() {
    var found = new ArrayList<String>();
    for (var path : document.path("paths").properties()) {
      if (path.getKey().startsWith("/users")) {
        continue;
      }
      for (var method : List.of("get", "post", "patch", "put", "delete")) {
        if (path.getValue().has(method)) {
          found.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
        }
      }
    }
    return found;
  }

  /// What is wrong with an answer of an operation; empty when nothing is.
  List<String> problems(String operation, int status, JsonNode answer) {
    int space = operation.indexOf(' ');
    var method = operation.substring(0, space).toLowerCase(Locale.ROOT);
    var responses =
        document.path("paths").path(operation.substring(space + 1)).path(method).path("responses");
    var response = responses.path(Integer.toString(status));
    if (response.isMissingNode()) {
      response = responses.path(status / 100 + "XX");
    }
    var found = new ArrayList<String>();
    if (response.isMissingNode()) {
      found.add(operation + " may not answer " + status);
      return found;
    }
    var schema = resolved(response).path("content").path("application/json").path("schema");
    if (!schema.isMissingNode()) {
      check(answer, schema, operation, found);
    }
    return found;
  }

  private JsonNode resolved(JsonNode node) {
    var ref = node.path("$ref").asString("");
    return ref.isEmpty() ? node : resolved(document.at(ref.substring(1)));
  }

  private void check(JsonNode value, JsonNode given, String where, List<String> found) {
    var schema = resolved(given);
    if (value.isNull()) {
      expect(nullable(schema), where + " is null", found);
    } else if (schema.has("anyOf")) {
      check(value, schema.path("anyOf").get(0), where, found);
    } else if (value.isObject()) {
      object(value, schema, where, found);
    } else {
      plain(value, schema, where, found);
    }
  }

  private boolean nullable(JsonNode schema) {
    if (schema.path("nullable").asBoolean(false)) {
      return true;
    }
    for (var one : schema.path("anyOf")) {
      if (nullable(resolved(one))) {
        return true;
      }
    }
    return false;
  }

  private void object(JsonNode value, JsonNode schema, String where, List<String> found) {
    var properties = new TreeMap<String, JsonNode>();
    collect(schema, properties);
    var type = value.path("@odata.type").asString("");
    if (!type.isEmpty()) {
      collect(document.path("components").path("schemas").path(type.substring(1)), properties);
    }
    for (var field : value.properties()) {
      var known = properties.get(field.getKey());
      var place = where + "." + field.getKey();
      if (known != null) {
        check(field.getValue(), known, place, found);
      } else {
        expect(field.getKey().startsWith("@"), place + " is not known", found);
      }
    }
  }

  private void collect(JsonNode given, Map<String, JsonNode> properties) {
    var schema = resolved(given);
    schema.path("allOf").forEach(part -> collect(part, properties));
    schema
        .path("properties")
        .properties()
        .forEach(property -> properties.put(property.getKey(), property.getValue()));
  }

  private void plain(JsonNode value, JsonNode schema, String where, List<String> found) {
    switch (schema.path("type").asString("")) {
      case "string" -> {
        expect(value.isString(), where + " is no string", found);
        var pattern = schema.path("pattern").asString("");
        expect(
            pattern.isEmpty() || value.asString("").matches(pattern),
            where + " has another form: " + value,
            found);
        var allowed = new ArrayList<String>();
        schema.path("enum").forEach(one -> allowed.add(one.asString("")));
        expect(
            allowed.isEmpty() || allowed.contains(value.asString("")),
            where + " is none of " + allowed,
            found);
      }
      case "integer" -> expect(value.isIntegralNumber(), where + " is no integer", found);
      case "boolean" -> expect(value.isBoolean(), where + " is no boolean", found);
      case "array" -> {
        expect(value.isArray(), where + " is no array", found);
        value.forEach(item -> check(item, schema.path("items"), where + "[]", found));
      }
      default -> {}
    }
  }

  private static void expect(boolean holds, String problem, List<String> found) {
    if (!holds) {
      found.add(problem);
    }
  }
}
