package io.correo.provider.graph;

import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.kiota.http.middleware.RedirectHandler;
import com.microsoft.kiota.http.middleware.RetryHandler;
import io.correo.provider.Grant;
import io.correo.provider.ProviderException;
import io.correo.provider.ProviderException.Refused;
import io.correo.provider.ProviderException.Unavailable;
import io.correo.provider.http.ShortStrings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Single requests over the pipeline of Microsoft's client, without its handlers that retry and
/// redirect: whether a request is made again is decided elsewhere. Failures are translated here.
final class GraphHttp {
  // Code of the refusal of an answer nobody can read.
  private static final String UNREADABLE = "unreadable";

  private static final MediaType JSON = Objects.requireNonNull(MediaType.parse("application/json"));
  private static final MediaType BYTES =
      Objects.requireNonNull(MediaType.parse("application/octet-stream"));
  private final String root;
  private final int longest;
  private final JsonMapper mapper = Json.mapper();
  private final Failures failures;
  private final OkHttpClient whole;
  private final OkHttpClient streamed;

  /// @param root of Graph, without a slash at the end
  GraphHttp(String root, MicrosoftSettings.Limits limits) {
    this.root = root;
    // More than is kept of a text, also when each of its lines ends with one character less.
    longest = Math.max(ShortStrings.NO_TEXT, 3 * limits.htmlBytes());
    failures = new Failures(limits.retryAfter());
    var client = GraphClientFactory.create();
    client
        .interceptors()
        .removeIf(it -> it instanceof RetryHandler || it instanceof RedirectHandler);
    streamed =
        client
            .connectTimeout(limits.connectTimeout())
            .readTimeout(limits.readTimeout())
            .writeTimeout(limits.readTimeout())
            .callTimeout(Duration.ZERO)
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .build();
    // The same connections; but one byte a second does not hold a call for ever.
    whole = streamed.newBuilder().callTimeout(limits.callTimeout()).build();
  }

  JsonMapper mapper() {
    return mapper;
  }

  Failures failures() {
    return failures;
  }

  <T> T json(Grant grant, String call, Ask ask, Class<T> type) {
    try (var answer = whole.newCall(request(grant, ask)).execute()) {
      check(call, answer);
      var json = Objects.requireNonNull(answer.body()).byteStream();
      var value = mapper.readValue(new ShortStrings(json, longest), type);
      if (value == null) throw new Unavailable(call + ": an empty answer", null);
      return value;
    } catch (StreamConstraintsException unreadable) {
      // Reading it again would end the same way.
      throw new Refused(200, UNREADABLE, call + ": " + unreadable.getOriginalMessage());
    } catch (IOException | JacksonException failure) {
      throw failures.unavailable(call, failure);
    }
  }

  /// Asks for something to be done whose answer does not matter, as long as it is none but success.
  void done(Grant grant, String call, Ask ask) {
    try (var answer = whole.newCall(request(grant, ask)).execute()) {
      check(call, answer);
    } catch (IOException failure) {
      throw failures.unavailable(call, failure);
    }
  }

  /// The bytes as they come. Closing them ends the answer, also before its end.
  InputStream bytes(Grant grant, String call, Ask ask) {
    try {
      var answer = streamed.newCall(request(grant, ask)).execute();
      try {
        check(call, answer);
        return Objects.requireNonNull(answer.body()).byteStream();
      } catch (ProviderException | IOException failure) {
        answer.close();
        throw failure;
      }
    } catch (IOException failure) {
      throw failures.unavailable(call, failure);
    }
  }

  /// Puts a range of an upload. The address is a secret of its own and wants no token.
  void range(String call, URI upload, byte[] bytes, int length, long first, long whole) {
    var request =
        new Request.Builder()
            .url(upload.toString())
            .header("Content-Range", "bytes %d-%d/%d".formatted(first, first + length - 1, whole))
            .put(new OneShot(BYTES, bytes, length))
            .build();
    try (var answer = this.whole.newCall(request).execute()) {
      check(call, answer);
    } catch (IOException failure) {
      throw failures.unavailable(call, failure);
    }
  }

  /// What an upload has so far, in Graph's words.
  JsonNode upload(String call, URI upload) {
    var request = new Request.Builder().url(upload.toString()).build();
    try (var answer = whole.newCall(request).execute()) {
      check(call, answer);
      return mapper.readTree(Objects.requireNonNull(answer.body()).byteStream());
    } catch (IOException | JacksonException failure) {
      throw failures.unavailable(call, failure);
    }
  }

  private Request request(Grant grant, Ask ask) {
    var token =
        switch (grant) {
          case Grant.UserConsent consent -> consent.accessToken();
        };
    var request =
        new Request.Builder().url(root + ask.target()).header("Authorization", "Bearer " + token);
    ask.headers().forEach(request::header);
    var body =
        ask.body() == null
            ? new OneShot(null, new byte[0], 0)
            : OneShot.of(JSON, mapper.writeValueAsBytes(ask.body()));
    return switch (ask.method()) {
      case "GET" -> request.get().build();
      case "DELETE" -> request.delete().build();
      default -> request.method(ask.method(), body).build();
    };
  }

  private void check(String call, Response answer) throws IOException {
    if (answer.isSuccessful()) return;
    throw failures.translate(call, answer.code(), answer.header("Retry-After"), error(answer));
  }

  private @Nullable JsonNode error(Response answer) throws IOException {
    var type = answer.header("Content-Type", "");
    if (type == null || !type.toLowerCase(Locale.ROOT).contains("json")) return null;
    try {
      // Graph's errors are short; what is longer is none.
      return mapper.readTree(answer.peekBody(64 * 1024).byteStream());
    } catch (JacksonException notJson) {
      throw new Unavailable("HTTP %d without a readable error".formatted(answer.code()), notJson);
    }
  }
}
