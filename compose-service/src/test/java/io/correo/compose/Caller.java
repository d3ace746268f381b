package io.correo.compose;

import io.correo.events.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Somebody who calls compose-service's API.
///
/// @param api its URL without a slash at the end
record Caller(String api, String token) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  record Answer(int status, String body, String etag) {
    JsonNode json() {
      return Json.mapper().readTree(body);
    }

    String text(String field) {
      return json().path(field).asString("");
    }
  }

  /// @param body written as JSON; bytes as they are; null for none
  Answer call(String method, String path, @Nullable Object body, String... headers) {
    var bytes =
        switch (body) {
          case null -> new byte[0];
          case byte[] raw -> raw;
          default -> Json.bytes(body);
        };
    var request =
        HttpRequest.newBuilder(URI.create(api + path))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(bytes))
            .header("Authorization", "Bearer " + token);
    if (headers.length > 0) request.headers(headers);
    if (!List.of(headers).contains("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    try {
      var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(
          answer.statusCode(), answer.body(), answer.headers().firstValue("ETag").orElse(""));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
