package io.correo.benchmarks.imports;

import io.correo.benchmarks.measure.Extent;
import io.correo.benchmarks.measure.Measure;
import io.correo.benchmarks.measure.Pause;
import io.correo.benchmarks.measure.Rounds;
import io.correo.benchmarks.measure.Row;
import io.correo.benchmarks.world.Letters;
import io.correo.benchmarks.world.Stage;
import io.correo.e2e.client.Crm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Measure d. The quota is each mailbox's own and most of an import is waiting for it, so rounds
/// are mailboxes imported two at a time: more of them wait for the processor. The control is
/// arithmetic: what `messages.get` alone could bring within the quota.
public final class ImportMeasure implements Measure {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final String USER = "importer";
  private static final int SIDE_BY_SIDE = 2;

  @Override
  public String id() {
    return "d";
  }

  @Override
  public List<Row> take(Extent extent, Consumer<String> tell) {
    // Google's own quota; in a short run ten times that.
    var unitsPerMinute = extent.pick(6_000, 60_000);
    var quota = String.valueOf(unitsPerMinute);
    tell.accept("starting Correo");
    try (var stage =
        Stage.open(
            Stage.whole(),
            Map.of("SIMULATOR_UNITS_PER_MINUTE", quota, "GOOGLE_UNITS_PER_MINUTE", quota))) {
      stage.user(USER, "acme");
      var rows = new ArrayList<Row>();
      rows.addAll(
          importing(stage, "single messages", Letters.SINGLE, unitsPerMinute, extent, tell)
              .rows("≥ 0.95"));
      rows.addAll(
          importing(stage, "realistic threads", Letters.REALISTIC, unitsPerMinute, extent, tell)
              .rows("≥ 1.5"));
      return rows;
    }
  }

  private Imported importing(
      Stage stage,
      String kind,
      List<Integer> lengths,
      int unitsPerMinute,
      Extent extent,
      Consumer<String> tell) {
    var addresses =
        IntStream.range(0, extent.rounds())
            .mapToObj(n -> kind.replace(' ', '.') + n + "@acme.example")
            .toList();
    addresses.forEach(stage::mailbox);
    // Some more than can be had in the time, at best.
    new Letters(stage.world())
        .fill(addresses, lengths, extent.pick(lengths == Letters.SINGLE ? 1_300 : 2_600, 300));
    var quota = new Quota(stage.world());
    var some = stage.world().truth(addresses.getFirst()).get(0).path("id").asString();
    var ceiling = unitsPerMinute / (double) quota.unitsOfGet(addresses.getFirst(), some);
    tell.accept("importing mailboxes of " + kind);
    var spentBefore = quota.of(addresses);
    var rounds = new Rounds<Progress>();
    var time = extent.pick(Duration.ofMinutes(3), Duration.ofMinutes(1));
    for (var from = 0; from < addresses.size(); from += SIDE_BY_SIDE) {
      var group = addresses.subList(from, Math.min(from + SIDE_BY_SIDE, addresses.size()));
      sideBySide(stage, group, time).forEach(rounds::add);
    }
    var spent = quota.of(addresses).minus(spentBefore);
    return new Imported(id(), kind, rounds, ceiling, extent.pick(60, 1), spent);
  }

  private static List<Progress> sideBySide(Stage stage, List<String> addresses, Duration time) {
    var imports = new ArrayList<Progress>();
    var crm = new Crm(stage.system().gatewayUrl(), stage.world().token(USER));
    for (var address : addresses) {
      var since = System.nanoTime();
      imports.add(new Progress(crm, stage.connect(USER, address), since));
    }
    Pause.until(
        time,
        LOOK,
        () -> {
          imports.forEach(Progress::look);
          return imports.stream().allMatch(Progress::isDone);
        });
    imports.forEach(Progress::pause);
    return imports;
  }
}
