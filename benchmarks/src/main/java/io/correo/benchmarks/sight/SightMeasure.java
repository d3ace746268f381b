package io.correo.benchmarks.sight;

import io.correo.benchmarks.load.Latencies;
import io.correo.benchmarks.load.OpenLoop;
import io.correo.benchmarks.measure.Extent;
import io.correo.benchmarks.measure.Measure;
import io.correo.benchmarks.measure.Rounds;
import io.correo.benchmarks.measure.Row;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// Measure c. The rate is 100 a second, or the highest below that this machine keeps up with while
/// it also plays the provider, the users and the world. It is climbed to, so that the JVMs are warm
/// when they get there.
public final class SightMeasure implements Measure {
  private static final List<Double> RATES = List.of(5.0, 10.0, 15.0, 25.0, 35.0, 50.0, 75.0, 100.0);
  private static final String LIVE_TARGET = "p50 ≤ 200 ms, p99 ≤ 1 s at 100/s";
  private static final double LATE_MILLIS = 1_000;

  private final Clock clock;

  public SightMeasure(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String id() {
    return "c";
  }

  @Override
  public List<Row> take(Extent extent, Consumer<String> tell) {
    tell.accept("starting Correo and connecting mailboxes");
    try (var office =
        Office.open(clock, extent, extent.pick(10, 2), 1, extent.pick(10, 2), Map.of())) {
      var warmUp = extent.pick(Duration.ofSeconds(60), Duration.ofSeconds(2));
      office.traffic().run(new OpenLoop(10, warmUp));
      office.calm();
      var rate = rate(office, extent, tell);
      var loop = new OpenLoop(rate, extent.pick(Duration.ofSeconds(60), Duration.ofSeconds(3)));
      var seen = new Rounds<Sight>();
      for (var round = 1; round <= extent.rounds(); round++) {
        var sight = office.traffic().run(loop);
        seen.add(sight);
        tell.accept("%d of %d at %.0f/s: %s".formatted(round, extent.rounds(), rate, sight));
        office.calm();
      }
      return rows(rate, seen);
    }
  }

  /// The highest rate at which nothing is missed and the list stays prompt.
  private static double rate(Office office, Extent extent, Consumer<String> tell) {
    var kept = RATES.getFirst();
    for (var rate : extent.pick(RATES, RATES.subList(0, 1))) {
      var pilot = new OpenLoop(rate, extent.pick(Duration.ofSeconds(20), Duration.ofSeconds(2)));
      var sight = office.traffic().run(pilot);
      tell.accept("trying %.0f/s: %s".formatted(rate, sight));
      office.calm();
      if (!sight.troubles().isEmpty() || sight.list().p99() > LATE_MILLIS) break;
      kept = rate;
    }
    return kept;
  }

  private List<Row> rows(double rate, Rounds<Sight> seen) {
    return List.of(
        row(rate, "in the list", seen, Sight::list).wanted("p50 ≤ 150 ms, p99 ≤ 1 s at 100/s"),
        row(rate, "in search", seen, Sight::search).wanted("p50 ≤ 1 s, p99 ≤ 2 s at 100/s"),
        row(rate, "as a live event", seen, Sight::live).wanted(LIVE_TARGET));
  }

  private Row row(double rate, String where, Rounds<Sight> seen, Function<Sight, Latencies> by) {
    var troubles = seen.all().stream().mapToInt(sight -> sight.troubles().size()).sum();
    return Row.of(
        id(),
        "mail at the provider → visible %s, at %.0f/s".formatted(where, rate),
        "p50 %.0f ms, p99 %.0f ms (%s)%s"
            .formatted(
                seen.median(sight -> by.apply(sight).p50()),
                seen.median(sight -> by.apply(sight).p99()),
                seen.spread("%.0f", sight -> by.apply(sight).p99()),
                troubles == 0 ? "" : ", " + troubles + " troubles"));
  }
}
