package io.correo.sync.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/// Calls one server, following no redirects.
public final class Http {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String base;
  private final String token;

  Http(String base, String token) {
    this.base = base;
    this.token = token;
  }

  public Http as(String bearer) {
    return new Http(base, bearer);
  }

  public Answer get(String path) {
    return send("GET", path, "application/json", "");
  }

  public Answer post(String path, String json) {
    return send("POST", path, "application/json", json);
  }

  public Answer form(String path, String form) {
    return send("POST", path, "application/x-www-form-urlencoded", form);
  }

  public Answer send(String method, String path, String type, String body) {
    var target = path.startsWith("http") ? path : base + path;
    var request =
        HttpRequest.newBuilder(URI.create(target))
            .header("Content-Type", type)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!token.isEmpty()) request.header("Authorization", "Bearer " + token);
    try {
      var response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
