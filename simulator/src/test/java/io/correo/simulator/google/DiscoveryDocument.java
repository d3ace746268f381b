package io.correo.simulator.google;

import io.correo.simulator.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;

/// Google's own description of Gmail v1, and what an answer has that it does not allow.
final class DiscoveryDocument {

  private final JsonNode document;

  private DiscoveryDocument(JsonNode document) {
    this.document = document;
  }

  /// Skips the test, saying so, where the document is not.
  static DiscoveryDocument read() {
    var file = shared().resolve("specs/gmail/gmail.v1.discovery.json");
    Assumptions.assumeTrue(Files.exists(file), "no discovery document here, test skipped");
    try {
      return new DiscoveryDocument(Wire.JSON.readTree(Files.readAllBytes(file)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static Path shared() {
    return Path.of(System.getProperty("correo.shared", "../../shared"));
  }

  /// Method ids below `gmail.users`, without settings.
  List<String> methods() {
    var found = new ArrayList<String>();
    var users = document.path("resources").path("users");
    users.path("methods").forEach(method -> found.add(method.path("id").asString()));
    for (var name : List.of("messages", "threads", "labels", "history", "drafts")) {
      var resource = users.path("resources").path(name);
      resource.path("methods").forEach(method -> found.add(method.path("id").asString()));
    }
    return found;
  }

  /// What is wrong with an answer; empty when nothing is.
  List<String> problems(JsonNode value, String schema) {
    var found = new ArrayList<String>();
    object(value, document.path("schemas").path(schema), schema, found);
    return found;
  }

  private void check(JsonNode value, JsonNode schema, String where, List<String> found) {
    if (schema.has("$ref")) {
      var name = schema.path("$ref").asString();
      object(value, document.path("schemas").path(name), where, found);
      return;
    }
    switch (schema.path("type").asString("")) {
      case "string" -> string(value, schema, where, found);
      case "integer" -> expect(value.isIntegralNumber(), where + " is no integer", found);
      case "boolean" -> expect(value.isBoolean(), where + " is no boolean", found);
      case "array" -> {
        expect(value.isArray() && !value.isEmpty(), where + " is no filled array", found);
        int n = 0;
        for (var item : value) {
          check(item, schema.path("items"), where + "[" + n++ + "]", found);
        }
      }
      default -> object(value, schema, where, found);
    }
  }

  private void object(JsonNode value, JsonNode schema, String where, List<String> found) {
    expect(value.isObject(), where + " is no object", found);
    for (var field : value.properties()) {
      var property = schema.path("properties").path(field.getKey());
      if (property.isMissingNode()) {
        found.add(where + "." + field.getKey() + " is not in the document");
      } else {
        check(field.getValue(), property, where + "." + field.getKey(), found);
      }
    }
  }

  private static void string(JsonNode value, JsonNode schema, String where, List<String> found) {
    expect(value.isString(), where + " is no string", found);
    var text = value.asString("");
    switch (schema.path("format").asString("")) {
      case "uint64" -> expect(unsigned(text), where + " is no uint64: " + text, found);
      case "int64" -> expect(text.matches("-?\\d+"), where + " is no int64: " + text, found);
      case "byte" -> expect(text.matches("[A-Za-z0-9_-]*=*"), where + " is no base64url", found);
      default -> {}
    }
    if (schema.has("enum")) {
      boolean known = false;
      for (var one : schema.path("enum")) {
        known |= one.asString().equals(text);
      }
      expect(known, where + " is not one of the enum: " + text, found);
    }
  }

  private static boolean unsigned(String text) {
    return text.matches("\\d+") && new BigInteger(text).bitLength() <= 64;
  }

  private static void expect(boolean fine, String otherwise, List<String> found) {
    if (!fine) {
      found.add(otherwise);
    }
  }
}
