package io.correo.local.launch;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The main class of a JVM that holds services. It starts the given parts in their order, two at a
/// time, each as soon as the engines it needs, which the environment names, can be reached. The JVM
/// ends when standard input does.
public final class Services {
  private static final int SIDE_BY_SIDE = 2;
  private static final Duration ENGINES = Duration.ofSeconds(90);
  private static final Duration BREATH = Duration.ofMillis(50);
  private static final Duration FAREWELL = Duration.ofSeconds(10);

  private Services() {}

  /// @param labels of the parts to start, in this order
  public static void main(String... labels) {
    Thread.ofPlatform().daemon().name("parent").start(Services::endWithParent);
    // The web server's log, which tells every start and nothing else of use.
    Logger.getLogger("").setLevel(Level.WARNING);
    var home = Home.find(System.getenv());
    var all = AutoConfigurations.of(System.getProperty("java.class.path"));
    try (var starting = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
      for (var label : labels) {
        var part = Part.labelled(label);
        starting.execute(() -> start(part, arguments(part, all, home)));
      }
    }
  }

  private static void awaitEngines(Part part) {
    // The outside world stands on nothing of ours; it starts while the engines still do.
    if (part == Part.SIMULATOR) return;
    awaitEngine("KAFKA_BOOTSTRAP_SERVERS", 9092);
    awaitEngine("MONGODB_URI", 27017);
    if (part == Part.SEARCH) awaitEngine("OPENSEARCH_URI", 9200);
  }

  private static void start(Part part, String... arguments) {
    awaitEngines(part);
    try {
      var start = Class.forName(part.mainClass()).getMethod("start", String[].class);
      var started = (Closeable) start.invoke(null, (Object) arguments);
      // All at once: Spring's own hook closes one after the other, and each waits for its
      // consumers.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(part, started)));
      System.out.println(part.label() + " is up");
    } catch (ReflectiveOperationException e) {
      Objects.requireNonNullElse(e.getCause(), e).printStackTrace(System.err);
      System.err.println(part.label() + " did not start; this process ends.");
      System.exit(1);
    }
  }

  private static void close(Part part, Closeable started) {
    try {
      started.close();
    } catch (IOException e) {
      System.err.println(part.label() + " did not close: " + e);
    }
  }

  private static String[] arguments(Part part, AutoConfigurations all, Home home) {
    var foreign = all.foreignTo(home.classPath(List.of(part)));
    if (foreign.isEmpty()) return new String[0];
    return new String[] {"--spring.autoconfigure.exclude=" + String.join(",", foreign)};
  }

  /// Only the first server of a list: one that is there tells that the engine is up.
  private static void awaitEngine(String variable, int usualPort) {
    var first = System.getenv().getOrDefault(variable, "").split(",", 2)[0];
    if (first.isBlank() || first.startsWith("mongodb+srv:")) return;
    var address = URI.create(first.contains("://") ? first : "tcp://" + first);
    if (address.getHost() == null) return;
    var port = address.getPort() < 0 ? usualPort : address.getPort();
    var tries = ENGINES.dividedBy(BREATH);
    while (!answers(new InetSocketAddress(address.getHost(), port)) && tries-- > 0) pause();
  }

  private static boolean answers(InetSocketAddress address) {
    try (var socket = new Socket()) {
      socket.connect(address, 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(BREATH);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is said to this process; only the end matters.
      }
    } catch (IOException e) {
      // The same end.
    }
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                Thread.sleep(FAREWELL);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(1);
            });
    System.exit(0);
  }
}
