package io.correo.sync.deadletter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an operator may see of a record's value: the fields that name and order things, if they
/// look like names and numbers. Of the rest, only what it is and how much: it may be mail.
final class Preview {
  private static final int MOST_FIELDS = 40;
  private static final Set<String> SHOWN =
      Set.of(
          "type",
          "tenant",
          "mailbox",
          "message",
          "thread",
          "revision",
          "sequence",
          "step",
          "origin",
          "state",
          "send",
          "draft",
          "id",
          "kind",
          "provider",
          "asOf",
          "at",
          "updatedAt",
          "receivedAt",
          "decidedAt",
          "operation");
  // No word of a mail: no spaces, no `@`, not long.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");
  private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,40}");

  private Preview() {}

  /// @param value null for a tombstone
  static Map<String, String> of(byte @Nullable [] value, JsonMapper json) {
    if (value == null) return Map.of();
    try {
      return fields(json.readTree(value));
    } catch (JacksonException unreadable) {
      var place = unreadable.getLocation();
      return Map.of(
          "unreadable", place == null ? "no JSON" : "no JSON from byte " + place.getByteOffset());
    }
  }

  /// A field of the value that looks like a name; null when there is none.
  static @Nullable String name(Map<String, String> preview, String field) {
    var shown = preview.get(field);
    return shown != null && NAME.matcher(shown).matches() ? shown : null;
  }

  private static Map<String, String> fields(JsonNode value) {
    if (!value.isObject()) return Map.of("unreadable", describe(value));
    var fields = new LinkedHashMap<String, String>();
    for (var field : value.properties()) {
      if (fields.size() == MOST_FIELDS) break;
      if (!FIELD.matcher(field.getKey()).matches()) continue;
      fields.put(field.getKey(), show(field.getKey(), field.getValue()));
    }
    return fields;
  }

  private static String show(String name, JsonNode value) {
    if (SHOWN.contains(name) && value.isValueNode()) {
      var text = value.asString("");
      if (NAME.matcher(text).matches()) return text;
    }
    return describe(value);
  }

  private static String describe(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "text of %d characters".formatted(value.asString().length());
      case OBJECT -> "object of %d fields".formatted(value.size());
      case ARRAY -> "list of %d".formatted(value.size());
      default -> value.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
    };
  }
}
