package io.correo.benchmarks.idle;

import io.correo.benchmarks.measure.Extent;
import io.correo.benchmarks.measure.Measure;
import io.correo.benchmarks.measure.Pause;
import io.correo.benchmarks.measure.Rounds;
import io.correo.benchmarks.measure.Row;
import io.correo.benchmarks.world.Letters;
import io.correo.benchmarks.world.Stage;
import io.correo.e2e.client.Crm;
import io.correo.local.launch.Layout;
import io.correo.local.launch.Part;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Measure g. A sync-service of 256 MB looks at a store into which more and more silent mailboxes
/// come; each round sees how its heap grows with them, and how it grows by itself meanwhile. At the
/// end a message to the one mailbox that is no copy shows that the service still works.
public final class IdleMeasure implements Measure {
  private static final String USER = "original";
  private static final String ADDRESS = "original@acme.example";

  /// No poll hears of the message that the notice at the end is about.
  private static final Map<String, String> SILENCE = Map.of("CORREO_SYNC_POLL_EVERY", "6h");

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Clock clock;

  public IdleMeasure(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String id() {
    return "g";
  }

  @Override
  public List<Row> take(Extent extent, Consumer<String> tell) {
    tell.accept("starting store, broker, simulator, sync-service and gateway");
    try (var stage = Stage.open(layout(extent), SILENCE)) {
      var crm = stage.user(USER, "acme");
      stage.mailbox(ADDRESS);
      var mailbox = stage.connect(USER, ADDRESS);
      awaitRest(crm, mailbox);
      var heap = new Heap(stage.system().part("sync").pid());
      try (var copies = Copies.of(stage.system().mongo(), mailbox, clock)) {
        return rows(grow(copies, heap, extent, tell), seesMail(stage, crm, mailbox), heap);
      }
    }
  }

  private static Layout layout(Extent extent) {
    var heaps = new LinkedHashMap<Part, String>();
    // The local store keeps everything in memory; a real one is another machine's.
    heaps.put(Part.STORE, extent.pick("8g", "512m"));
    heaps.put(Part.BROKER, "512m");
    heaps.put(Part.SIMULATOR, "256m");
    heaps.put(Part.SYNC, "256m");
    heaps.put(Part.GATEWAY, "192m");
    return Stage.only(heaps, extent);
  }

  /// Imported, compared, and out of its worker's hands.
  private static void awaitRest(Crm crm, String mailbox) {
    var rests =
        Pause.until(
            PATIENCE,
            LOOK,
            () -> {
              var health = crm.get("/mailboxes/" + mailbox + "/health");
              return health.path("import").path("state").asString("").equals("done")
                  && !health.path("census").isEmpty();
            });
    if (!rests) throw new IllegalStateException("the mailbox did not come to rest");
    Pause.of(Duration.ofSeconds(1));
  }

  /// Bytes of heap a mailbox in one round.
  ///
  /// @param withMailboxes while mailboxes came
  /// @param without in the same time before, none came; divided by as many
  private record Growth(double withMailboxes, double without) {}

  private Rounds<Growth> grow(Copies copies, Heap heap, Extent extent, Consumer<String> tell) {
    var first = extent.pick(10_000, 100);
    var step = extent.pick(20_000, 200);
    var settle = extent.pick(Duration.ofSeconds(15), Duration.ofSeconds(1));
    var look = extent.pick(Duration.ofSeconds(1), Duration.ofMillis(100));
    copies.insert(0, first);
    var there = first;
    Pause.of(settle);
    var growth = new Rounds<Growth>();
    for (var round = 1; round <= extent.rounds(); round++) {
      var before = heap.inUse(look);
      Pause.of(settle);
      var waited = heap.inUse(look);
      copies.insert(there, there + step);
      there += step;
      Pause.of(settle);
      var grown = heap.inUse(look);
      growth.add(new Growth((grown - waited) / (double) step, (waited - before) / (double) step));
      tell.accept(
          "%,d mailboxes, %d documents each: %.1f MB in use"
              .formatted(there, copies.documentsEach(), grown / 1048576.0));
    }
    return growth;
  }

  private static double seesMail(Stage stage, Crm crm, String mailbox) {
    var before = lastSynced(crm, mailbox);
    var since = System.nanoTime();
    var letter = Letters.letter(ADDRESS, "Still there?", "still-there", "");
    stage.world().deliver(ADDRESS, letter.getBytes(StandardCharsets.UTF_8));
    if (!Pause.until(PATIENCE, LOOK, () -> !lastSynced(crm, mailbox).equals(before))) {
      throw new IllegalStateException("the service does not hear of new mail any more");
    }
    return (System.nanoTime() - since) / 1e9;
  }

  private static String lastSynced(Crm crm, String mailbox) {
    return crm.get("/mailboxes/" + mailbox + "/health").path("lastSyncedAt").asString("");
  }

  private List<Row> rows(Rounds<Growth> growth, double seconds, Heap heap) {
    return List.of(
        Row.of(
                id(),
                "heap of sync-service for a connected, silent mailbox",
                "%.0f bytes (%s)"
                    .formatted(
                        growth.median(Growth::withMailboxes),
                        growth.spread("%.0f", Growth::withMailboxes)))
            .beside("%.0f bytes with none added".formatted(growth.median(Growth::without)))
            .wanted("≤ 1 kB"),
        Row.of(
                id(),
                "-Xmx256m at the end, heap in use and time to hear of a new message",
                "%.1f MB, %.1f s"
                    .formatted(heap.inUse(Duration.ofMillis(100)) / 1048576.0, seconds))
            .wanted("100,000 mailboxes fit"));
  }
}
