package io.correo.benchmarks.start;

import io.correo.benchmarks.measure.Extent;
import io.correo.benchmarks.measure.Measure;
import io.correo.benchmarks.measure.Rounds;
import io.correo.benchmarks.measure.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Measure i. `./run` as a user starts it, on free ports, until it says that it is ready: by then
/// each demo mailbox is connected and its inbox shows mail. A first start, which may have to build,
/// is not counted.
public final class StartMeasure implements Measure {
  private static final String READY = "Correo is ready";
  private static final Path COMMAND = Path.of("run").toAbsolutePath();

  @Override
  public String id() {
    return "i";
  }

  @Override
  public List<Row> take(Extent extent, Consumer<String> tell) {
    var starts = extent.pick(5, 1);
    if (extent == Extent.FULL) tell.accept("first, %.1f s".formatted(secondsOfStart()));
    var seconds = new Rounds<Double>();
    for (var start = 1; start <= starts; start++) {
      seconds.add(secondsOfStart());
      tell.accept("%d of %d, %.1f s".formatted(start, starts, seconds.all().getLast()));
    }
    return List.of(
        Row.of(
                id(),
                "./run on a built tree → ready",
                "%.1f s (%s)"
                    .formatted(
                        seconds.median(Double::doubleValue),
                        seconds.spread("%.1f", Double::doubleValue)))
            .wanted("≤ 20 s"));
  }

  private static double secondsOfStart() {
    var builder = new ProcessBuilder(COMMAND.toString()).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "CORREO_GATEWAY_PORT", "0",
                "CORREO_SIMULATOR_PORT", "0",
                "CORREO_KAFKA_PORT", "0"));
    var since = System.nanoTime();
    try {
      var process = builder.start();
      try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
        var last = "";
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith(READY)) return (System.nanoTime() - since) / 1e9;
          last = line;
        }
        throw new IllegalStateException("./run ended before it was ready: " + last);
      } finally {
        stop(process);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void stop(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(Duration.ofMinutes(1).toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
