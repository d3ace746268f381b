package io.correo.e2e.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One host, and maybe a token.
public final class Http {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private static final int TOO_MANY_REQUESTS = 429;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String base;
  private final @Nullable String token;

  /// @param base without a slash at the end
  /// @param token null for a stranger
  public Http(String base, @Nullable String token) {
    this.base = base;
    this.token = token;
  }

  /// @param json null when there is none
  public record Answer(int status, Map<String, String> headers, String text, JsonNode json) {

    /// The last part of the problem's `type`; empty when it is no problem.
    public String problem() {
      var type = json.path("type").asString("");
      return type.substring(type.lastIndexOf('/') + 1);
    }

    /// This answer.
    ///
    /// @throws IllegalStateException unless it is a 2xx
    public Answer ok() {
      if (status / 100 == 2) return this;
      throw new IllegalStateException("%d %s".formatted(status, text));
    }
  }

  public JsonNode get(String path) {
    return send("GET", path, null).ok().json();
  }

  public JsonNode post(String path, Object body) {
    return send("POST", path, body).ok().json();
  }

  public Answer send(String method, String path, @Nullable Object body) {
    return send(method, path, body, Map.of());
  }

  /// Asked to slow down, it waits as long as it is told and asks again: nothing has happened yet.
  ///
  /// @param body written as JSON; bytes and text as they are; null for none
  public Answer send(
      String method, String path, @Nullable Object body, Map<String, String> headers) {
    var request = request(path).method(method, publisher(body));
    if (body != null && !headers.containsKey("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    headers.forEach(request::header);
    var built = request.build();
    var answer = answer(exchange(built));
    while (answer.status() == TOO_MANY_REQUESTS) {
      waitAsTold(answer);
      answer = answer(exchange(built));
    }
    return answer;
  }

  public HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path));
    request.timeout(Duration.ofSeconds(60));
    if (token != null) request.header("Authorization", "Bearer " + token);
    return request;
  }

  public HttpResponse<byte[]> exchange(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void waitAsTold(Answer answer) {
    try {
      TimeUnit.SECONDS.sleep(Long.parseLong(answer.headers().getOrDefault("Retry-After", "1")));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Answer answer(HttpResponse<byte[]> response) {
    var text = new String(response.body(), StandardCharsets.UTF_8);
    var headers = new java.util.TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
    var type = headers.getOrDefault("content-type", "");
    JsonNode json =
        type.contains("json") && !text.isBlank() ? JSON.readTree(text) : JSON.createObjectNode();
    return new Answer(response.statusCode(), headers, text, json);
  }

  private static BodyPublisher publisher(@Nullable Object body) {
    return switch (body) {
      case null -> BodyPublishers.noBody();
      case byte[] bytes -> BodyPublishers.ofByteArray(bytes);
      case String text -> BodyPublishers.ofString(text);
      default -> BodyPublishers.ofString(JSON.writeValueAsString(body));
    };
  }
}
