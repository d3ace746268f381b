package io.correo.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// Latencies of one round, kept to three digits. May be recorded by several threads.
public final class Latencies {
  private static final long LONGEST = TimeUnit.MINUTES.toMicros(10);

  private final Histogram micros = new ConcurrentHistogram(LONGEST, 3);

  public void record(long nanos) {
    micros.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 0, LONGEST));
  }

  public void record(Duration latency) {
    record(latency.toNanos());
  }

  public long count() {
    return micros.getTotalCount();
  }

  /// Milliseconds.
  public double p50() {
    return micros.getValueAtPercentile(50) / 1000.0;
  }

  /// Milliseconds.
  public double p99() {
    return micros.getValueAtPercentile(99) / 1000.0;
  }

  @Override
  public String toString() {
    return "%.0f/%.0f ms".formatted(p50(), p99());
  }
}
