package io.correo.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the demo does as a user: JSON calls with a token, and pages that redirect.
final class Browser implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(PATIENCE).cookieHandler(new CookieManager()).build();

  /// @throws IllegalStateException when the answer is not a success, quoting it
  JsonNode get(String url, String token) {
    return json(send(HttpRequest.newBuilder(URI.create(url)).GET(), token));
  }

  /// @return null when there is nothing (yet)
  /// @throws IllegalStateException when the answer is something else than a success, quoting it
  @Nullable JsonNode find(String url, String token) {
    var answer = send(HttpRequest.newBuilder(URI.create(url)).GET(), token);
    return answer.statusCode() == 404 ? null : json(answer);
  }

  /// @throws IllegalStateException when the answer is not a success, quoting it
  JsonNode post(String url, String token, Map<String, String> body) {
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
    return json(send(request, token));
  }

  /// @throws IllegalStateException when the answer is not a success, quoting it
  JsonNode submit(String url, Map<String, String> form) {
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .header("content-type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(form)));
    return json(send(request, null));
  }

  /// Opens a page and follows where it sends the user until a redirect leads to an address that
  /// starts with `until`; that one is not opened.
  ///
  /// @throws IllegalStateException when a page does not redirect
  URI follow(URI page, String until) {
    for (var hops = 0; hops < 10; hops++) {
      var answer = send(HttpRequest.newBuilder(page).GET(), null);
      var opened = page;
      var to =
          answer.headers().firstValue("location").orElseThrow(() -> unexpected(opened, answer));
      page = page.resolve(to);
      if (page.toString().startsWith(until)) return page;
    }
    throw new IllegalStateException("Too many redirects, the last to " + page);
  }

  static String form(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, @Nullable String token) {
    if (token != null) request.header("authorization", "Bearer " + token);
    try {
      return http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static JsonNode json(HttpResponse<String> answer) {
    if (answer.statusCode() / 100 != 2) throw unexpected(answer.uri(), answer);
    return answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body());
  }

  private static IllegalStateException unexpected(URI asked, HttpResponse<String> answer) {
    return new IllegalStateException(
        "%s answered %d: %s".formatted(asked.getPath(), answer.statusCode(), answer.body()));
  }
}
