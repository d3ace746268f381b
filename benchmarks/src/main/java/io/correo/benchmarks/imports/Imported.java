package io.correo.benchmarks.imports;

import io.correo.benchmarks.measure.Rounds;
import io.correo.benchmarks.measure.Row;
import java.util.List;

/// What the imports of one kind of mailbox showed.
///
/// @param ceiling messages a minute that `messages.get` could bring within the quota
/// @param afterSeconds the rate is taken from here on
record Imported(
    String measure,
    String kind,
    Rounds<Progress> imports,
    double ceiling,
    double afterSeconds,
    Quota.Spent spent) {

  List<Row> rows(String target) {
    var rate = imports.median(this::perMinute);
    return List.of(
        Row.of(
                measure,
                "import rate under the quota, " + kind,
                "%.0f/min (%s), %.2f × control"
                    .formatted(rate, imports.spread("%.0f", this::perMinute), rate / ceiling))
            .beside("%.0f/min".formatted(ceiling))
            .wanted(target + " × control"),
        Row.of(
                measure,
                "calls that were throttled, " + kind,
                "%.2f %% of %d".formatted(100.0 * spent.throttled() / spent.calls(), spent.calls()))
            .wanted("≤ 1 %"),
        Row.of(
                measure,
                "connect → first 50 threads visible, " + kind,
                "%.1f s (%s)"
                    .formatted(
                        imports.median(Progress::firstSeconds),
                        imports.spread("%.1f", Progress::firstSeconds)))
            .wanted("≤ 15 s"));
  }

  private double perMinute(Progress progress) {
    return progress.perMinute(afterSeconds);
  }
}
