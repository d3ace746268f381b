package io.correo.benchmarks.sight;

import io.correo.benchmarks.load.Latencies;
import io.correo.benchmarks.load.OpenLoop;
import io.correo.benchmarks.measure.Extent;
import io.correo.benchmarks.measure.Measure;
import io.correo.benchmarks.measure.Rounds;
import io.correo.benchmarks.measure.Row;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// Measure e. Rounds without and with an import take turns in one running system: the import of a
/// colleague's big mailbox pauses for the one and goes on for the other. First one that spends all
/// that Google lets it, then one that nothing slows down but the machine.
public final class BesideImportMeasure implements Measure {
  private static final double RATE = 5;
  private static final Map<String, String> GOOGLES = Map.of("GOOGLE_UNITS_PER_MINUTE", "6000");

  private final Clock clock;

  public BesideImportMeasure(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String id() {
    return "e";
  }

  @Override
  public List<Row> take(Extent extent, Consumer<String> tell) {
    var rows = new ArrayList<Row>();
    rows.addAll(beside("an import at Google's quota", GOOGLES, extent, tell));
    rows.addAll(beside("an import that no quota limits", Map.of(), extent, tell));
    return rows;
  }

  private List<Row> beside(
      String what, Map<String, String> settings, Extent extent, Consumer<String> tell) {
    tell.accept("starting Correo, connecting mailboxes, filling the one to import");
    try (var office = Office.open(clock, extent, 2, 2, extent.pick(10, 1), settings)) {
      var big = BigImport.prepare(office.stage(), extent.pick(40_000, 600));
      var loop = new OpenLoop(RATE, extent.pick(Duration.ofSeconds(40), Duration.ofSeconds(3)));
      var traffic = office.traffic();
      traffic.run(loop);
      var alone = new Rounds<Sight>();
      var beside = new Rounds<Sight>();
      var imported = new Rounds<BigImport.Brought>();
      for (var round = 1; round <= extent.rounds(); round++) {
        office.calm();
        alone.add(traffic.run(loop));
        tell.accept("%d, alone: %s".formatted(round, alone.all().getLast()));
        var going = big.goOn();
        beside.add(traffic.run(loop));
        imported.add(big.pause(going));
        tell.accept(
            "%d, beside %s, %.0f/s: %s"
                .formatted(
                    round, what, imported.all().getLast().perSecond(), beside.all().getLast()));
      }
      return List.of(
          row("as a live event", what, alone, beside, Sight::live).wanted("≤ 1.5 × control"),
          row("in the list", what, alone, beside, Sight::list).wanted("≤ 1.5 × control"),
          row("in search", what, alone, beside, Sight::search),
          Row.of(
              id(),
              "messages imported meanwhile, " + what,
              "%.0f/s%s"
                  .formatted(imported.median(BigImport.Brought::perSecond), early(imported))));
    }
  }

  private Row row(
      String where,
      String what,
      Rounds<Sight> alone,
      Rounds<Sight> beside,
      Function<Sight, Latencies> by) {
    var ratio =
        beside.median(sight -> by.apply(sight).p99())
            / alone.median(sight -> by.apply(sight).p99());
    return Row.of(
            id(),
            "mail at the provider → visible %s beside %s, at %.0f/s".formatted(where, what, RATE),
            "%s, %.1f × control".formatted(text(beside, by), ratio))
        .beside(text(alone, by));
  }

  private static String text(Rounds<Sight> rounds, Function<Sight, Latencies> by) {
    var troubles = rounds.all().stream().mapToInt(sight -> sight.troubles().size()).sum();
    return "p99 %.0f ms (%s), p50 %.0f ms%s"
        .formatted(
            rounds.median(sight -> by.apply(sight).p99()),
            rounds.spread("%.0f", sight -> by.apply(sight).p99()),
            rounds.median(sight -> by.apply(sight).p50()),
            troubles == 0 ? "" : ", " + troubles + " troubles");
  }

  private static String early(Rounds<BigImport.Brought> imported) {
    var ended = imported.all().stream().filter(BigImport.Brought::ended).count();
    return ended == 0 ? "" : ", but over too early in %d rounds".formatted(ended);
  }
}
