package io.correo.benchmarks.imports;

import io.correo.e2e.client.Crm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The import of one mailbox as its user sees it, looked at from time to time.
final class Progress {
  private static final int FIRST = 50;

  private final Crm crm;
  private final String mailbox;
  private final long since;
  private final List<Point> points = new ArrayList<>();
  private double firstSeconds = Double.NaN;
  private boolean done;

  /// @param since the [System#nanoTime()] the user set out to connect it
  Progress(Crm crm, String mailbox, long since) {
    this.crm = crm;
    this.mailbox = mailbox;
    this.since = since;
  }

  private record Point(double seconds, long messages) {}

  void look() {
    if (done) return;
    if (Double.isNaN(firstSeconds)) {
      var threads = crm.get("/threads?limit=" + FIRST + "&mailbox=" + mailbox).path("items");
      if (threads.size() >= FIRST) firstSeconds = seconds();
    }
    var shown = crm.get("/mailboxes/" + mailbox + "/health").path("import");
    points.add(new Point(seconds(), shown.path("done").asLong()));
    done = shown.path("state").asString("").equals("done");
  }

  /// Leaves the machine to the next.
  void pause() {
    if (!done) crm.http().post("/mailboxes/" + mailbox + "/import/pause", Map.of());
  }

  boolean isDone() {
    return done;
  }

  /// Since it was connected.
  double seconds() {
    return (System.nanoTime() - since) / 1e9;
  }

  /// Until the list showed its first 50 conversations; not a number when it never did.
  double firstSeconds() {
    return firstSeconds;
  }

  /// Messages a minute from `afterSeconds` on: a provider lets the first minute's units be spent at
  /// once, and how fast that goes is another question. The count moves by some 25 at a time, so it
  /// is taken from one move to another.
  double perMinute(double afterSeconds) {
    var moves = moves().stream().filter(point -> point.seconds() >= afterSeconds).toList();
    if (moves.size() < 2) {
      throw new IllegalStateException("the import was over before it could be measured");
    }
    var first = moves.getFirst();
    var last = moves.getLast();
    return (last.messages() - first.messages()) * 60 / (last.seconds() - first.seconds());
  }

  private List<Point> moves() {
    var moves = new ArrayList<Point>();
    for (var point : points) {
      if (moves.isEmpty() || moves.getLast().messages() != point.messages()) moves.add(point);
    }
    return moves;
  }
}
