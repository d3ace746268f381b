package io.correo.provider.graph;

import io.correo.provider.Grant;
import io.correo.provider.ProviderException;
import io.correo.provider.ProviderException.GrantExpired;
import io.correo.provider.ProviderException.Throttled;
import io.correo.provider.ProviderException.Unavailable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// One `$batch`: each request has its own status, and they are answered in any order.
final class Batch {
  private static final String TARGET = "/$batch";
  private final GraphHttp http;
  private final int size;

  Batch(GraphHttp http, int size) {
    this.http = http;
    this.size = size;
  }

  /// Makes the first pending requests. Moves what is answered from `pending` to `answers`; throws
  /// when the batch as a whole, or what is left of it, has to wait.
  <T> int run(
      Grant grant,
      String name,
      Map<String, Ask> pending,
      Map<String, Answer<T>> answers,
      Class<T> type) {
    var keys = pending.keySet().stream().limit(size).toList();
    var requests = new ArrayList<Request>();
    for (int i = 0; i < keys.size(); i++) {
      requests.add(Request.of(i, Objects.requireNonNull(pending.get(keys.get(i)))));
    }
    var given =
        http.json(grant, name, Ask.post(TARGET, new Requests(requests)), Responses.class).byId();
    ProviderException later = null;
    for (int i = 0; i < keys.size(); i++) {
      var key = keys.get(i);
      switch (this.<T>answer(name, given.get(Integer.toString(i)), type)) {
        case Answer.Failed<T>(Throttled why) -> later = longer(later, why);
        case Answer.Failed<T>(Unavailable why) -> later = later == null ? why : later;
        case Answer.Failed<T>(GrantExpired why) -> throw why;
        case Answer<T> answer -> {
          answers.put(key, answer);
          pending.remove(key);
        }
      }
    }
    if (later != null) throw later;
    return keys.size();
  }

  private <T> Answer<T> answer(String name, @Nullable Response response, Class<T> type) {
    if (response == null) {
      return new Answer.Failed<>(new Unavailable(name + ": no answer in the batch", null));
    }
    var body = response.body();
    if (response.status() >= 300) {
      var json = body != null && body.isObject() ? body : null;
      return new Answer.Failed<>(
          http.failures().translate(name, response.status(), response.header("Retry-After"), json));
    }
    try {
      var value = body == null ? MissingNode.getInstance() : body;
      return new Answer.Given<>(
          type == JsonNode.class ? type.cast(value) : http.mapper().treeToValue(value, type));
    } catch (JacksonException | NullPointerException unreadable) {
      return new Answer.Failed<>(http.failures().unavailable(name, unreadable));
    }
  }

  private static ProviderException longer(@Nullable ProviderException one, Throttled other) {
    return one instanceof Throttled told && told.retryAfter().compareTo(other.retryAfter()) > 0
        ? one
        : other;
  }

  private record Requests(List<Request> requests) {}

  private record Request(
      String id, String method, String url, Map<String, String> headers, @Nullable Object body) {

    static Request of(int number, Ask ask) {
      var headers = new HashMap<>(ask.headers());
      if (ask.body() != null) headers.put("Content-Type", "application/json");
      return new Request(Integer.toString(number), ask.method(), ask.target(), headers, ask.body());
    }
  }

  private record Responses(@Nullable List<Response> responses) {
    Map<String, Response> byId() {
      var byId = new HashMap<String, Response>();
      if (responses != null) responses.forEach(it -> byId.put(it.id(), it));
      return byId;
    }
  }

  private record Response(
      String id, int status, @Nullable Map<String, String> headers, @Nullable JsonNode body) {

    @Nullable String header(String name) {
      if (headers == null) return null;
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElse(null);
    }
  }
}
