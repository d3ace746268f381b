package io.correo.benchmarks.sight;

import io.correo.benchmarks.load.Latencies;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// When what arrived in one round was seen, by each of the three ways a user has of seeing it.
///
/// @param troubles what was not seen in time, and calls that failed, in words
record Sight(Latencies list, Latencies search, Latencies live, Queue<String> troubles) {
  /// After this nobody looks any longer, and what was looked for counts as seen that late.
  static final Duration LONGEST = Duration.ofSeconds(30);

  static Sight none() {
    return new Sight(
        new Latencies(), new Latencies(), new Latencies(), new ConcurrentLinkedQueue<>());
  }

  void missed(Latencies by, String where) {
    by.record(LONGEST);
    troubles.add("not visible " + where + " after " + LONGEST.toSeconds() + " s");
  }

  /// A failed call must not end a round that measures how the system does under load.
  ///
  /// @param late what counts as seen late when it fails
  void trying(Runnable work, Latencies... late) {
    try {
      work.run();
    } catch (RuntimeException failure) {
      for (var by : late) by.record(LONGEST);
      troubles.add(failure.toString());
    }
  }

  /// In one line, medians and 99th percentiles.
  @Override
  public String toString() {
    var most =
        troubles.isEmpty()
            ? ""
            : ", %d troubles, the first: %s".formatted(troubles.size(), troubles.peek());
    return "list %s, search %s, live %s%s".formatted(list, search, live, most);
  }
}
