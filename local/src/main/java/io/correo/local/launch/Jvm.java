package io.correo.local.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One child process of the local system: it can be killed and started again, with the same
/// command. It also ends when this JVM does, because its standard input does.
final class Jvm {
  private static final int LINES_OF_LOG = 30;

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;
  private @Nullable Process process;

  Jvm(String name, List<String> command, Map<String, String> environment, Path log) {
    this.name = name;
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.log = log;
  }

  String name() {
    return name;
  }

  Path log() {
    return log;
  }

  /// Starts it unless it runs. The log of an earlier run is appended to.
  synchronized void start() {
    if (isAlive()) return;
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  /// SIGKILL, and waits until it is dead.
  synchronized void kill() {
    if (process == null) return;
    process.destroyForcibly();
    await(process, Duration.ofSeconds(10));
  }

  /// Asks it to stop.
  synchronized void terminate() {
    if (process != null) process.destroy();
  }

  /// Waits until it has stopped, and kills it when it takes longer than `patience`.
  synchronized void awaitEnd(Duration patience) {
    if (process != null && !await(process, patience)) kill();
  }

  /// SIGSTOP, and waits until every thread stands still: it keeps its connections and does nothing.
  void pause() {
    signal("STOP");
    for (var tries = 100; tries > 0 && !standsStill(); tries--) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /// SIGCONT.
  void resume() {
    signal("CONT");
  }

  synchronized long pid() {
    return process == null ? -1 : process.pid();
  }

  /// The last lines it wrote, for who asks why it died.
  String lastWords() {
    try {
      var lines = Files.readAllLines(log);
      return String.join(
          System.lineSeparator(),
          lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size()));
    } catch (IOException e) {
      return "(" + log + " cannot be read: " + e.getMessage() + ")";
    }
  }

  /// The kernel tells (where it is Linux; elsewhere the signal has to be enough).
  private boolean standsStill() {
    var threads = Path.of("/proc", String.valueOf(pid()), "task");
    if (!Files.isDirectory(threads)) return true;
    try (var all = Files.list(threads)) {
      return all.allMatch(Jvm::isStopped);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isStopped(Path thread) {
    try {
      return Files.readString(thread.resolve("stat")).contains(") T ");
    } catch (IOException e) {
      return true; // it ended meanwhile
    }
  }

  private void signal(String signal) {
    try {
      var kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(pid())).start();
      if (kill.waitFor() != 0) throw new IllegalStateException(name + " is not running");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean await(Process process, Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
