package io.correo.simulator.google;

import io.correo.simulator.Wire;
import io.correo.simulator.mail.Mailbox;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A call of a Gmail method by somebody who may.
final class GmailCall {

  private final Mailbox mailbox;
  private final Map<String, String> path;
  private final GmailRequest request;

  GmailCall(Mailbox mailbox, Map<String, String> path, GmailRequest request) {
    this.mailbox = mailbox;
    this.path = path;
    this.request = request;
  }

  Mailbox mailbox() {
    return mailbox;
  }

  String path(String name) {
    return path.getOrDefault(name, "");
  }

  String query(String name) {
    var values = request.query().get(name);
    return values == null ? "" : values.getFirst();
  }

  List<String> all(String name) {
    return request.query().getOrDefault(name, List.of());
  }

  boolean flag(String name) {
    return query(name).equals("true");
  }

  /// A page size: what is asked for, at most `most`, or `normal`.
  int max(int normal, int most) {
    var asked = query("maxResults");
    if (asked.isEmpty()) {
      return normal;
    }
    try {
      int number = Integer.parseInt(asked);
      return number <= 0 ? normal : Math.min(number, most);
    } catch (NumberFormatException invalid) {
      throw GmailException.invalid(
          "Invalid value at 'max_results' (TYPE_UINT32), \"" + asked + "\"");
    }
  }

  JsonNode json() {
    var json = Wire.json(request.body());
    if (json == null || !json.isObject()) {
      throw GmailException.invalid("Invalid JSON payload received. Unexpected token.");
    }
    return json;
  }

  /// The texts of an array field.
  List<String> list(String name) {
    var values = new ArrayList<String>();
    json().path(name).forEach(value -> values.add(value.asString("")));
    return values;
  }

  /// The message that came with the call: uploaded, or `raw` of this JSON; null when there is none.
  byte @Nullable [] raw(JsonNode message) {
    if (request.media() != null) {
      return request.media();
    }
    var encoded = message.path("raw").asString("");
    if (encoded.isEmpty()) {
      return null;
    }
    try {
      var text = encoded.replace('+', '-').replace('/', '_').replaceAll("[\\s=]", "");
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException invalid) {
      throw GmailException.invalid(
          "Invalid value at 'message.raw' (TYPE_BYTES), Base64 decoding failed");
    }
  }
}
