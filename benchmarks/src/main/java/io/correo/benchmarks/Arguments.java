package io.correo.benchmarks;

import io.correo.benchmarks.measure.Extent;
import io.correo.benchmarks.measure.Measure;
import java.util.ArrayList;
import java.util.List;

/// The command line of `benchmarks/run`.
///
/// @param measures in the order they are taken
record Arguments(List<Measure> measures, Extent extent) {

  /// @param known all there are; taken all when none is named
  /// @throws IllegalArgumentException with one line for the user
  static Arguments parse(List<Measure> known, String... words) {
    var chosen = new ArrayList<Measure>();
    var extent = Extent.FULL;
    for (var word : words) {
      if (word.equals("--short")) extent = Extent.SHORT;
      else chosen.add(named(known, word));
    }
    return new Arguments(chosen.isEmpty() ? known : List.copyOf(chosen), extent);
  }

  private static Measure named(List<Measure> known, String word) {
    return known.stream()
        .filter(measure -> measure.id().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown argument %s; measures are %s."
                        .formatted(
                            word, String.join(" ", known.stream().map(Measure::id).toList()))));
  }
}
