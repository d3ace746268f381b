package io.correo.benchmarks.sight;

import io.correo.benchmarks.world.Letters;
import io.correo.benchmarks.world.Stage;
import io.correo.e2e.client.Crm;
import java.util.Map;

/// The import of a mailbox so big that it lasts for all rounds.
final class BigImport {
  private static final String USER = "colleague";
  private static final String ADDRESS = "colleague@acme.example";

  private final Crm crm;
  private final String path;

  private BigImport(Crm crm, String mailbox) {
    this.crm = crm;
    this.path = "/mailboxes/" + mailbox;
  }

  /// How far it was when it began to go on, and when ([System#nanoTime()]).
  record Going(long done, long since) {}

  /// Connected and paused.
  static BigImport prepare(Stage stage, int messages) {
    stage.mailbox(ADDRESS);
    new Letters(stage.world()).fill(ADDRESS, Letters.REALISTIC, messages);
    var crm = stage.user(USER, Office.TENANT);
    var made = new BigImport(crm, stage.connect(USER, ADDRESS));
    made.tell("pause");
    return made;
  }

  Going goOn() {
    tell("resume");
    return new Going(done(), System.nanoTime());
  }

  /// What it brought in one round.
  ///
  /// @param ended whether it was over before the round was, which then was not beside an import
  record Brought(double perSecond, boolean ended) {}

  Brought pause(Going going) {
    var progress = progress();
    tell("pause");
    return new Brought(
        (progress.done() - going.done()) * 1e9 / (System.nanoTime() - going.since()),
        progress.done() >= progress.total());
  }

  private record Progress(long done, long total) {}

  private long done() {
    return progress().done();
  }

  private Progress progress() {
    var shown = crm.get(path + "/health").path("import");
    return new Progress(shown.path("done").asLong(), shown.path("total").asLong());
  }

  private void tell(String what) {
    crm.http().post(path + "/import/" + what, Map.of());
  }
}
