package io.correo.provider.http;

import io.correo.provider.ProviderException.Throttled;
import io.correo.provider.ProviderException.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The endpoints of a provider's OAuth 2.0 that are asked by posted forms.
public final class TokenEndpoint {
  private final String provider;
  private final Duration readTimeout;
  private final Duration retryAfter;
  private final HttpClient http;
  private final JsonMapper json = JsonMapper.shared();

  /// @param provider its name for people
  /// @param retryAfter how long to wait when it is busy without saying how long
  public TokenEndpoint(
      String provider, Duration connectTimeout, Duration readTimeout, Duration retryAfter) {
    this.provider = provider;
    this.readTimeout = readTimeout;
    this.retryAfter = retryAfter;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(connectTimeout)
            .build();
  }

  /// Any answer in JSON, also a refusal. Never repeated: a code is good for one exchange.
  public TokenAnswer post(URI target, Map<String, String> form) {
    var request =
        HttpRequest.newBuilder(target)
            .timeout(readTimeout)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form(form)))
            .build();
    try {
      var response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() == 429) {
        var wait = response.headers().firstValue("Retry-After");
        throw new Throttled(
            provider + "'s sign-in is busy",
            wait.map(it -> RetryAfter.seconds(it, retryAfter)).orElse(retryAfter),
            true);
      }
      if (response.statusCode() >= 500) {
        throw new Unavailable(
            "%s's sign-in: HTTP %d".formatted(provider, response.statusCode()), null);
      }
      return new TokenAnswer(provider, response.statusCode(), parse(response));
    } catch (IOException failure) {
      throw new Unavailable(provider + "'s sign-in did not answer", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Unavailable("interrupted", interrupted);
    }
  }

  /// Fields as a query or a posted form.
  public static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private JsonNode parse(HttpResponse<String> response) {
    try {
      if (response.statusCode() < 300 && response.body().isBlank()) return json.createObjectNode();
      return json.readTree(response.body());
    } catch (JacksonException notJson) {
      throw new Unavailable(provider + "'s sign-in answered something else than JSON", notJson);
    }
  }
}
