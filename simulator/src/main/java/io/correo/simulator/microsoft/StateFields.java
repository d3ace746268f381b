package io.correo.simulator.microsoft;

import io.correo.simulator.mail.Label;
import io.correo.simulator.mail.StoredMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The fields of a Graph message that say something about it and are no mail: whether it is read or
/// flagged, its categories, its extended properties.
final class StateFields {

  private static final Set<String> OF_DRAFTS =
      Set.of(
          "subject",
          "body",
          "toRecipients",
          "ccRecipients",
          "bccRecipients",
          "replyTo",
          "from",
          "sender",
          "internetMessageId",
          "internetMessageHeaders",
          "attachments");

  private StateFields() {}

  /// Refuses what only a draft lets change.
  static void allowed(StoredMessage message, JsonNode json) {
    if (message.has(Label.DRAFT)) {
      return;
    }
    for (var field : json.properties()) {
      if (OF_DRAFTS.contains(field.getKey())) {
        throw GraphException.of(
            400,
            "ErrorInvalidPropertySet",
            "The property '" + field.getKey() + "' can be set on a draft only.");
      }
    }
  }

  /// Whether the mail itself changes.
  static boolean touchMail(JsonNode json) {
    return json.has("importance") || OF_DRAFTS.stream().anyMatch(json::has);
  }

  static StoredMessage apply(StoredMessage message, JsonNode json, Instant now) {
    var look = new HashMap<>(message.look());
    var add = new ArrayList<String>();
    var remove = new ArrayList<String>();
    look.put("modified", GraphJson.time(now));
    if (json.has("isRead")) {
      (json.path("isRead").asBoolean(false) ? remove : add).add(Label.UNREAD);
    }
    var flag = json.path("flag").path("flagStatus").asString("");
    if (!flag.isEmpty()) {
      (flag.equals("flagged") ? add : remove).add(Label.STARRED);
      look.remove("flag");
      if (flag.equals("complete")) {
        look.put("flag", flag);
      }
    }
    if (json.path("categories").isArray()) {
      look.put("categories", texts(json.path("categories")));
    }
    if (json.path("singleValueExtendedProperties").isArray()) {
      look.put(ExtendedProperties.LOOK, properties(message, json));
    }
    return message.with(look).relabelled(add, remove);
  }

  private static List<String> texts(JsonNode array) {
    var found = new ArrayList<String>();
    array.forEach(value -> found.add(value.asString("")));
    return List.copyOf(found);
  }

  private static Map<String, String> properties(StoredMessage message, JsonNode json) {
    var properties = new HashMap<>(ExtendedProperties.set(message));
    for (var property : json.path("singleValueExtendedProperties")) {
      var id = property.path("id").asString("");
      if (!id.matches("(?i)[a-z]+ (0x[0-9a-f]+|\\{[0-9a-f-]{36}} (Name|Id) .+)")) {
        throw GraphException.of(
            400, "ErrorInvalidProperty", "The property id '" + id + "' is not valid.");
      }
      properties.put(id, property.path("value").asString(""));
    }
    return Map.copyOf(properties);
  }
}
