package io.correo.benchmarks.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Where a run took place, in one line.
final class Machine {
  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
  private static final Path MEMORY = Path.of("/proc/meminfo");
  private static final Path LOAD = Path.of("/proc/loadavg");

  private Machine() {}

  static String describe() {
    return "%d cores (%s), %s memory, JDK %s, %s %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            field(PROCESSOR, "model name", System.getProperty("os.arch")),
            memory(),
            Runtime.version(),
            System.getProperty("os.name"),
            System.getProperty("os.version"));
  }

  /// Work that waited for a core in the last minute; a quiet machine has less than 0.2.
  static String load() {
    if (!Files.isReadable(LOAD)) return "unknown";
    var words = read(LOAD);
    return words.substring(0, words.indexOf(' '));
  }

  private static String memory() {
    var kilobytes = field(MEMORY, "MemTotal", "").replaceAll("\\D", "");
    if (kilobytes.isEmpty()) return "unknown";
    return String.format(Locale.ROOT, "%.1f GB", Long.parseLong(kilobytes) / 1048576.0);
  }

  private static String field(Path file, String name, String otherwise) {
    if (!Files.isReadable(file)) return otherwise;
    return read(file)
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(otherwise);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
