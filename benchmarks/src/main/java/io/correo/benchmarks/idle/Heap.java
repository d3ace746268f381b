package io.correo.benchmarks.idle;

import io.correo.benchmarks.measure.Pause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The heap of a JVM of this machine, by the tool of its JDK.
record Heap(long pid) {
  private static final int LOOKS = 5;

  /// Bytes in use right after full collections: the least of several looks, because work at hand
  /// comes and goes and only what stays is of interest.
  long inUse(Duration between) {
    var least = Long.MAX_VALUE;
    for (var look = 0; look < LOOKS; look++) {
      if (look > 0) Pause.of(between);
      least = Math.min(least, liveBytes());
    }
    return least;
  }

  /// A histogram of live objects is preceded by a full collection, and ends with their sum.
  private long liveBytes() {
    var tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      var process =
          new ProcessBuilder(List.of(tool, String.valueOf(pid), "GC.class_histogram"))
              .redirectErrorStream(true)
              .start();
      try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
        return lines
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith("Total"))
            .mapToLong(line -> Long.parseLong(line.split("\\s+")[2]))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("jcmd could not look at the heap"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
