package io.correo.benchmarks.sight;

import io.correo.e2e.client.Crm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The live events of one user, as an open page hears them: when each conversation was first told
/// to have changed.
final class Feed implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, Long> heard = new ConcurrentHashMap<>();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private volatile boolean closed;

  private Feed() {}

  /// Returns when the feed is open: what happens from now on is heard.
  static Feed open(Crm user) {
    var feed = new Feed();
    var request = user.http().request("/events").timeout(Duration.ofDays(1)).build();
    try {
      var answer = feed.http.send(request, BodyHandlers.ofLines());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("live events were answered with " + answer.statusCode());
      }
      Thread.ofVirtual().name("feed").start(() -> feed.listen(answer.body()));
      return feed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// The [System#nanoTime()] of the first event about it; null when there was none yet.
  @Nullable Long heardAt(String thread) {
    return heard.get(thread);
  }

  private void listen(Stream<String> lines) {
    try {
      var changed = false;
      for (var line : (Iterable<String>) lines::iterator) {
        if (line.startsWith("event:")) {
          changed = line.endsWith("thread.changed");
        } else if (changed && line.startsWith("data:")) {
          var thread = JSON.readTree(line.substring("data:".length())).path("id").asString("");
          heard.putIfAbsent(thread, System.nanoTime());
        }
      }
    } catch (UncheckedIOException broken) {
      // What is not heard from here on shows as missed; that the feed broke tells why.
      if (!closed) throw broken;
    }
  }

  @Override
  public void close() {
    closed = true;
    http.shutdownNow();
  }
}
