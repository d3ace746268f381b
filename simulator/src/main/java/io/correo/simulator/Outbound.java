package io.correo.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Posts to those who want to hear from the outside world.
@Component
public class Outbound {

  private @Nullable HttpClient http;

  /// What was answered.
  ///
  /// @param status -1 when nobody answered in time
  public record Answer(int status, String contentType, String text) {}

  public Answer post(String url, byte[] body, Map<String, String> headers, Duration patience) {
    try {
      var request = HttpRequest.newBuilder(URI.create(url)).timeout(patience);
      headers.forEach(request::header);
      var response =
          http()
              .send(
                  request.POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofString());
      var type = response.headers().firstValue("Content-Type").orElse("");
      return new Answer(response.statusCode(), type, response.body());
    } catch (IOException | IllegalArgumentException unreachable) {
      return new Answer(-1, "", "");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Answer(-1, "", "");
    }
  }

  /// Made with the first post: it costs more than the rest of a start.
  private synchronized HttpClient http() {
    var client = http;
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(Duration.ofSeconds(5))
              .build();
      http = client;
    }
    return client;
  }
}
