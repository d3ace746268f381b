package io.correo.sync.notification;

import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a Pub/Sub push says. Read leniently: both spellings of names, the history id as number or
/// text, base64 of either alphabet with or without padding.
///
/// @param address whose mailbox may have changed
/// @param historyId an unsigned 64-bit number as text; null when it is not told
record PushEnvelope(String address, @Nullable String historyId) {
  /// @throws Problem 400 when it is not one
  static PushEnvelope read(byte[] body, JsonMapper json) {
    try {
      var data = json.readTree(body).path("message").path("data");
      if (!data.isString()) throw malformed(null);
      var text = data.asString().replace('-', '+').replace('_', '/').replaceAll("[=\\s]", "");
      var notice = json.readTree(Base64.getDecoder().decode(text));
      var address = either(notice, "emailAddress", "email_address").asString("");
      if (!address.contains("@")) throw malformed(null);
      var history = either(notice, "historyId", "history_id");
      var historyId = history.isNumber() || history.isString() ? history.asString() : null;
      return new PushEnvelope(address.strip(), historyId);
    } catch (JacksonException | IllegalArgumentException unreadable) {
      throw malformed(unreadable);
    }
  }

  private static JsonNode either(JsonNode node, String camel, String snake) {
    return node.has(camel) ? node.path(camel) : node.path(snake);
  }

  private static Problem malformed(@Nullable Exception cause) {
    var problem = new Problem(ProblemType.INVALID_REQUEST, "This is not a push of Pub/Sub.");
    if (cause != null) problem.initCause(cause);
    return problem;
  }
}
