package io.correo.local.launch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/// A part of a running system and the process it lives in. Where parts share a process
/// ([Layout#together()]), what happens to one happens to all of them.
public final class RunningPart {
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration BREATH = Duration.ofMillis(100);
  private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(ANSWER).build();

  private final Part part;
  private final Jvm jvm;
  private final int port;

  RunningPart(Part part, Jvm jvm, int port) {
    this.part = part;
    this.jvm = jvm;
    this.port = port;
  }

  /// SIGKILL: no chance to finish anything.
  public void kill() {
    jvm.kill();
  }

  /// SIGSTOP: it keeps its connections and answers nobody.
  public void pause() {
    jvm.pause();
  }

  /// SIGCONT.
  public void resume() {
    jvm.resume();
  }

  /// SIGTERM, and waits for the end.
  public void stop() {
    jvm.terminate();
    jvm.awaitEnd(Duration.ofSeconds(30));
  }

  /// Starts it again on the same port and waits until it is healthy. Does nothing when it runs.
  public void start() {
    launch();
    awaitHealthy(Duration.ofMinutes(2));
  }

  /// Starts it again and does not wait.
  public void launch() {
    jvm.start();
  }

  public boolean isAlive() {
    return jvm.isAlive();
  }

  public int port() {
    return port;
  }

  /// `http://localhost:port`.
  public String url() {
    return "http://localhost:" + port;
  }

  public long pid() {
    return jvm.pid();
  }

  public Path log() {
    return jvm.log();
  }

  /// @throws IllegalStateException with the end of the log, when it died or took too long
  public void awaitHealthy(Duration patience) {
    try {
      for (var tries = patience.dividedBy(BREATH); tries > 0; tries--) {
        if (isHealthy()) return;
        if (!jvm.isAlive()) throw failed("The process " + jvm.name() + " ended while it started");
        Thread.sleep(BREATH);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    throw failed(part.label() + " is not healthy after " + patience.toSeconds() + " s");
  }

  private boolean isHealthy() throws InterruptedException {
    var path =
        switch (part) {
          case STORE, BROKER -> null;
          case SEARCH_NODE -> "/_cluster/health";
          default -> "/actuator/health";
        };
    try {
      if (path == null) {
        try (var socket = new Socket()) {
          socket.connect(new InetSocketAddress("localhost", port), (int) ANSWER.toMillis());
          return true;
        }
      }
      var request = HttpRequest.newBuilder(URI.create(url() + path)).timeout(ANSWER).build();
      return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private IllegalStateException failed(String how) {
    return new IllegalStateException(
        "%s. The end of %s:%n%s".formatted(how, jvm.log(), jvm.lastWords()));
  }
}
