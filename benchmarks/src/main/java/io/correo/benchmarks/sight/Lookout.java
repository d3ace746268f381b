package io.correo.benchmarks.sight;

import io.correo.benchmarks.measure.Pause;
import io.correo.e2e.client.Crm;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/// Looks for mail with the eyes of one user: at the list, into search, and listening to live
/// events. However much is looked for, there is one look at a time of each kind, so a system that
/// is late is not made later by it.
final class Lookout implements AutoCloseable {
  /// Stands in the subject of all that is looked for.
  static final String WORD = "watched";

  // As often as may be without becoming the load: this is the resolution.
  private static final Duration LOOK_AT_LIST = Duration.ofMillis(50);
  private static final Duration LOOK_INTO_SEARCH = Duration.ofMillis(200);
  private static final int FEW = 50;
  private static final int MOST = 200;

  private final Crm user;
  private final Feed feed;
  private final Sight sight;

  /// When it should have come ([System#nanoTime()]), by subject.
  private final Map<String, Long> unlisted = new ConcurrentHashMap<>();

  private final Map<String, Long> unfound = new ConcurrentHashMap<>();

  /// The same by conversation.
  private final Map<String, Long> unheard = new ConcurrentHashMap<>();

  private final ExecutorService eyes = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean closing;

  private Lookout(Crm user, Feed feed, Sight sight) {
    this.user = user;
    this.feed = feed;
    this.sight = sight;
  }

  static Lookout open(Crm user, Feed feed, Sight sight) {
    var lookout = new Lookout(user, feed, sight);
    lookout.eyes.execute(() -> lookout.keepLooking(LOOK_AT_LIST, lookout::lookAtList));
    lookout.eyes.execute(() -> lookout.keepLooking(LOOK_INTO_SEARCH, lookout::lookIntoSearch));
    return lookout;
  }

  /// From now on a message with this subject, in which [#WORD] stands, is looked for.
  void expect(String subject, long since) {
    unlisted.put(subject, since);
    unfound.put(subject, since);
  }

  /// Returns when everything was seen, or missed.
  @Override
  public void close() {
    closing = true;
    eyes.close();
  }

  private void keepLooking(Duration breath, Runnable look) {
    while (!closing || !(unlisted.isEmpty() && unfound.isEmpty() && unheard.isEmpty())) {
      sight.trying(look);
      Pause.of(breath);
    }
  }

  /// Live events name a conversation by an id that only the list tells, so they come second.
  private void lookAtList() {
    if (!unlisted.isEmpty()) {
      for (var row : user.get("/threads?limit=" + limit(unlisted)).path("items")) {
        var since = unlisted.remove(subject(row));
        if (since == null) continue;
        sight.list().record(System.nanoTime() - since);
        unheard.put(row.path("id").asString(""), since);
      }
    }
    unheard.entrySet().removeIf(entry -> isHeard(entry.getKey(), entry.getValue()));
    // Nobody can tell which event was about what is not listed, so it gets no credit for one.
    for (var missed = forgetLost(unlisted); missed > 0; missed--) {
      sight.missed(sight.list(), "in the list");
      sight.missed(sight.live(), "as a live event");
    }
    for (var missed = forgetLost(unheard); missed > 0; missed--) {
      sight.missed(sight.live(), "as a live event");
    }
  }

  private void lookIntoSearch() {
    if (!unfound.isEmpty()) {
      var path = "/search?kind=messages&q=" + WORD + "&limit=" + limit(unfound);
      for (var hit : user.get(path).path("items")) {
        var since = unfound.remove(subject(hit));
        if (since != null) sight.search().record(System.nanoTime() - since);
      }
    }
    for (var missed = forgetLost(unfound); missed > 0; missed--) {
      sight.missed(sight.search(), "in search");
    }
  }

  private boolean isHeard(String thread, long since) {
    var at = feed.heardAt(thread);
    if (at != null) sight.live().record(at - since);
    return at != null;
  }

  /// The newest come first, in both.
  private static int limit(Map<String, Long> wanted) {
    return wanted.size() < FEW / 2 ? FEW : MOST;
  }

  /// @return how many
  private static int forgetLost(Map<String, Long> wanted) {
    var lost = 0;
    for (var entry : wanted.entrySet()) {
      var isLost = System.nanoTime() - entry.getValue() > Sight.LONGEST.toNanos();
      if (isLost && wanted.remove(entry.getKey(), entry.getValue())) lost++;
    }
    return lost;
  }

  private static String subject(JsonNode item) {
    return item.path("subject").asString("");
  }
}
