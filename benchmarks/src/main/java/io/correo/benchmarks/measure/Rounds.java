package io.correo.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What one contestant showed, round after round.
///
/// @param <T> what a round shows
public final class Rounds<T> {
  private final List<T> shown = new ArrayList<>();

  public void add(T round) {
    shown.add(round);
  }

  public List<T> all() {
    return List.copyOf(shown);
  }

  /// The middle of the rounds, or the mean of the two middle ones.
  ///
  /// @throws IllegalStateException when there was no round
  public double median(ToDoubleFunction<T> value) {
    var sorted = shown.stream().mapToDouble(value).sorted().toArray();
    if (sorted.length == 0) throw new IllegalStateException("no round was run");
    var middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /// Lowest and highest, to tell how far to trust the median.
  public String spread(String format, ToDoubleFunction<T> value) {
    var sorted = shown.stream().mapToDouble(value).summaryStatistics();
    return format.formatted(sorted.getMin()) + "…" + format.formatted(sorted.getMax());
  }
}
