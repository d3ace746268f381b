package io.correo.sync.notification;

import io.correo.events.Notice.Lifecycle;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One of the notices in a post of Microsoft Graph, not yet believed.
///
/// @param subscription its id; `NA` when Graph only tries whether we answer
/// @param message id of the message that changed; null when it names none
/// @param lifecycle what became of the subscription; null for a notice about a message
record GraphNotice(
    String subscription,
    @Nullable String clientState,
    @Nullable String message,
    @Nullable Lifecycle lifecycle) {
  private static final int LONGEST_ID = 1024;

  /// @throws Problem 400 when it is not a post of Graph's
  static List<GraphNotice> readAll(byte[] body, JsonMapper json) {
    try {
      var posted = json.readTree(body).path("value");
      if (!posted.isArray()) throw malformed(null);
      var notices = new ArrayList<GraphNotice>();
      for (var item : posted) notices.add(read(item));
      return notices;
    } catch (JacksonException unreadable) {
      throw malformed(unreadable);
    }
  }

  boolean isTrial() {
    return subscription.equals("NA");
  }

  private static GraphNotice read(JsonNode item) {
    return new GraphNotice(
        item.path("subscriptionId").asString(""),
        text(item.path("clientState")),
        text(item.path("resourceData").path("id")),
        lifecycle(text(item.path("lifecycleEvent"))));
  }

  /// What Graph may invent later can only mean that we do not know everything.
  private static @Nullable Lifecycle lifecycle(@Nullable String event) {
    return switch (event) {
      case null -> null;
      case "reauthorizationRequired" -> Lifecycle.RENEW;
      case "subscriptionRemoved" -> Lifecycle.REMOVED;
      default -> Lifecycle.MISSED;
    };
  }

  private static @Nullable String text(JsonNode value) {
    return value.isString() && value.asString().length() <= LONGEST_ID ? value.asString() : null;
  }

  private static Problem malformed(@Nullable Exception cause) {
    var problem = new Problem(ProblemType.INVALID_REQUEST, "This is not a post of Graph.");
    if (cause != null) problem.initCause(cause);
    return problem;
  }
}
