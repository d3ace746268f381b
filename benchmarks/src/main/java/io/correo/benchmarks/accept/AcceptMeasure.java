package io.correo.benchmarks.accept;

import io.correo.benchmarks.load.OpenLoop;
import io.correo.benchmarks.measure.Extent;
import io.correo.benchmarks.measure.Measure;
import io.correo.benchmarks.measure.Rounds;
import io.correo.benchmarks.measure.Row;
import io.correo.benchmarks.world.Graph;
import io.correo.benchmarks.world.PubSub;
import io.correo.benchmarks.world.Stage;
import io.correo.local.launch.Layout;
import io.correo.local.launch.Part;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/// Measure b. The doors are pushed in turn, all beside the same broker: the bare control,
/// sync-service itself, and sync-service through the gateway, which is how providers reach it.
public final class AcceptMeasure implements Measure {
  private static final double RATE = 500;
  private static final double STEP = 1.25;
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xmx256m",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");

  private final Clock clock;

  public AcceptMeasure(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String id() {
    return "b";
  }

  @Override
  public List<Row> take(Extent extent, Consumer<String> tell) {
    tell.accept("starting broker, store, sync-service and gateway");
    var graph = Graph.open();
    try (var pubSub = PubSub.open(clock)) {
      var settings = new HashMap<>(pubSub.settings());
      settings.putAll(graph.settings());
      try (var stage = Stage.open(layout(extent), settings);
          var bare = BareProcess.start(stage.system().kafka(), FLAGS);
          var kept = new Kept(stage.system().kafka());
          var pushing = new Pushing(kept)) {
        var doors = Doors.of(stage.system(), bare, pubSub, graph);
        var warmUp =
            new OpenLoop(RATE / 2, extent.pick(Duration.ofSeconds(30), Duration.ofSeconds(1)));
        for (var door : doors.all()) pushing.round(door, warmUp);
        var steady = steady(doors, pushing, extent, tell);
        return rows(doors, steady, highest(doors, pushing, extent, tell));
      }
    }
  }

  private static Layout layout(Extent extent) {
    var heaps = new LinkedHashMap<Part, String>();
    heaps.put(Part.STORE, "256m");
    heaps.put(Part.BROKER, "512m");
    heaps.put(Part.SYNC, "256m");
    heaps.put(Part.GATEWAY, "192m");
    return Stage.only(heaps, extent);
  }

  private static Map<Door, Rounds<Round>> steady(
      Doors doors, Pushing pushing, Extent extent, Consumer<String> tell) {
    var loop = new OpenLoop(RATE, extent.pick(Duration.ofSeconds(15), Duration.ofSeconds(2)));
    var seen = new HashMap<Door, Rounds<Round>>();
    for (var round = 1; round <= extent.rounds(); round++) {
      for (var door : doors.all()) {
        var shown = pushing.round(door, loop);
        seen.computeIfAbsent(door, _ -> new Rounds<>()).add(shown);
        tell.accept("%d of %d, %s: %s".formatted(round, extent.rounds(), door.name(), shown));
      }
    }
    return seen;
  }

  private static Map<Door, Rounds<Round>> highest(
      Doors doors, Pushing pushing, Extent extent, Consumer<String> tell) {
    var seen = new HashMap<Door, Rounds<Round>>();
    for (var round = 1; round <= extent.rounds(); round++) {
      for (var door : doors.all()) {
        var held = climb(door, pushing, extent);
        seen.computeIfAbsent(door, _ -> new Rounds<>()).add(held);
        tell.accept("highest %d, %s: %s".formatted(round, door.name(), held));
      }
    }
    return seen;
  }

  /// From the usual rate on, a quarter more each time, until a step is not held.
  private static Round climb(Door door, Pushing pushing, Extent extent) {
    var time = extent.pick(Duration.ofSeconds(3), Duration.ofSeconds(1));
    var held = new Round(0, 0, 0, 0, 0);
    // Opening connections is not what is asked about.
    pushing.round(door, new OpenLoop(RATE / 2, time));
    for (var rate = RATE; rate <= extent.pick(20_000.0, 1_000.0); rate *= STEP) {
      var shown = pushing.round(door, new OpenLoop(rate, time));
      if (!shown.isHeld()) return held;
      held = shown;
    }
    return held;
  }

  private List<Row> rows(
      Doors doors, Map<Door, Rounds<Round>> steady, Map<Door, Rounds<Round>> highest) {
    var rows = new ArrayList<Row>();
    for (var pair : doors.pairs()) {
      var ours = of(steady, pair.ours());
      var control = of(steady, pair.control());
      var name = pair.ours().name();
      var ratio = ours.median(Round::p99) / control.median(Round::p99);
      rows.add(
          Row.of(
                  id(),
                  "push → 2xx at 500/s, p99 (%s)".formatted(name),
                  "%s, %.1f × control".formatted(latency(ours), ratio))
              .beside(latency(control))
              .wanted("≤ 50 ms and ≤ 2 × control"));
      rows.add(
          Row.of(id(), "its processor time, this process alone (%s)".formatted(name), cost(ours))
              .beside(cost(control)));
      rows.add(
          Row.of(
                  id(),
                  "highest rate held: all 2xx, p99 ≤ 500 ms (%s)".formatted(name),
                  rate(of(highest, pair.ours())))
              .beside(rate(of(highest, pair.control())))
              .wanted("2,000/s on 2 cores"));
    }
    return rows;
  }

  private static Rounds<Round> of(Map<Door, Rounds<Round>> seen, Door door) {
    return Objects.requireNonNull(seen.get(door));
  }

  private static String latency(Rounds<Round> rounds) {
    var refused = rounds.all().stream().mapToLong(Round::refused).sum();
    return "%.1f ms (%s), p50 %.1f ms%s"
        .formatted(
            rounds.median(Round::p99),
            rounds.spread("%.1f", Round::p99),
            rounds.median(Round::p50),
            refused == 0 ? "" : ", " + refused + " refused");
  }

  private static String cost(Rounds<Round> rounds) {
    return "%.2f ms".formatted(rounds.median(Round::cost));
  }

  private static String rate(Rounds<Round> rounds) {
    return "%.0f/s (%s)"
        .formatted(rounds.median(Round::perSecond), rounds.spread("%.0f", Round::perSecond));
  }
}
