package io.correo.simulator.microsoft;

import io.correo.simulator.Wire;
import io.correo.simulator.fault.Faults;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Several calls in one request, each with a status of its own.
@Component
class GraphBatch {

  private static final int MOST = 20;

  private final GraphApi api;
  private final Faults faults;
  private final Clock clock;

  GraphBatch(GraphApi api, Faults faults, Clock clock) {
    this.api = api;
    this.faults = faults;
    this.clock = clock;
  }

  GraphAnswer answer(GraphRequest outer) {
    try {
      return run(outer);
    } catch (GraphException refusal) {
      return GraphAnswer.of(refusal, clock.instant());
    }
  }

  private GraphAnswer run(GraphRequest outer) {
    if (api.address(outer.authorization()) == null) {
      throw GraphException.unauthenticated();
    }
    var json = Wire.json(outer.body());
    var requests = json == null ? null : json.get("requests");
    if (requests == null || !requests.isArray() || requests.isEmpty()) {
      throw GraphException.badQuery("Invalid batch payload format.");
    }
    if (requests.size() > MOST) {
      throw GraphException.badQuery(
          "Number of batch request steps exceeds the maximum value of " + MOST + ".");
    }
    var done = new LinkedHashMap<String, GraphAnswer>();
    for (var request : requests) {
      var id = request.path("id").asString("");
      if (id.isEmpty() || done.containsKey(id)) {
        throw GraphException.badQuery("The id of a batch request step is missing or not unique.");
      }
      done.put(id, step(outer, request, done));
    }
    var responses = new ArrayList<Object>();
    // Graph answers in no order anybody may rely on.
    done.reversed().forEach((id, answer) -> responses.add(response(id, answer)));
    return GraphAnswer.ok(Map.of("responses", responses));
  }

  private GraphAnswer step(GraphRequest outer, JsonNode request, Map<String, GraphAnswer> done) {
    for (var earlier : request.path("dependsOn")) {
      var answer = done.get(earlier.asString(""));
      if (answer == null) {
        throw GraphException.badQuery("A batch request step depends on one that is not before it.");
      }
      if (answer.status() >= 400) {
        return refusal(GraphException.of(424, "FailedDependency", "A dependency has failed."));
      }
    }
    var call = call(outer, request);
    var address = api.address(call.authorization());
    var fault = faults.inner(call.method(), GraphEndpoint.ROOT + call.path(), address);
    if (fault == null) {
      return api.answer(call);
    }
    return refusal(GraphException.scripted(fault.status(), fault.reason(), fault.retryAfter()));
  }

  private GraphAnswer refusal(GraphException refusal) {
    return GraphAnswer.of(refusal, clock.instant());
  }

  private static GraphRequest call(GraphRequest outer, JsonNode request) {
    var url = request.path("url").asString("").replaceFirst("^/+", "");
    int mark = url.indexOf('?');
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    request
        .path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asString("")));
    return new GraphRequest(
        request.path("method").asString("GET").toUpperCase(Locale.ROOT),
        outer.base(),
        mark < 0 ? url : url.substring(0, mark),
        Wire.query(mark < 0 ? null : url.substring(mark + 1)),
        headers.getOrDefault("Authorization", outer.authorization()),
        headers.getOrDefault("Prefer", ""),
        headers.getOrDefault("Content-Type", ""),
        body(request.path("body")));
  }

  /// JSON as it is; everything else comes in base64.
  private static byte[] body(JsonNode body) {
    if (body.isString()) {
      var text = body.asString("");
      try {
        return Base64.getMimeDecoder().decode(text.replace('-', '+').replace('_', '/'));
      } catch (IllegalArgumentException plain) {
        return text.getBytes(StandardCharsets.UTF_8);
      }
    }
    return body.isMissingNode() || body.isNull()
        ? new byte[0]
        : GraphJson.MAPPER.writeValueAsBytes(body);
  }

  private static Map<String, Object> response(String id, GraphAnswer answer) {
    var headers = new LinkedHashMap<>(answer.headers());
    if (!answer.contentType().isEmpty()) {
      headers.put("Content-Type", answer.contentType());
    }
    var json = new LinkedHashMap<String, Object>();
    json.put("id", id);
    json.put("status", answer.status());
    json.put("headers", headers);
    if (answer.body() != null) {
      json.put("body", answer.body());
    }
    return json;
  }
}
