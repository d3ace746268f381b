package io.correo.benchmarks.sight;

import io.correo.benchmarks.measure.Extent;
import io.correo.benchmarks.measure.Pause;
import io.correo.benchmarks.world.PubSub;
import io.correo.benchmarks.world.Stage;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A Correo with users at work: each with mailboxes connected and a page open.
final class Office implements AutoCloseable {
  static final String TENANT = "acme";

  private static final Duration CALM = Duration.ofMinutes(3);

  private final PubSub pubSub;
  private final Stage stage;
  private final List<Feed> feeds = new ArrayList<>();
  private final Traffic traffic;

  /// Milliseconds.
  private final double prompt;

  private Office(
      PubSub pubSub, Stage stage, Extent extent, int users, int watched, int mailboxesEach) {
    this.pubSub = pubSub;
    this.stage = stage;
    this.prompt = extent.pick(1_000.0, 20_000.0);
    stage.silenceProvider();
    var inboxes = new ArrayList<Inbox>();
    for (var user = 0; user < users; user++) {
      var name = "user" + user;
      var crm = stage.user(name, TENANT);
      var feed = Feed.open(crm);
      feeds.add(feed);
      for (var number = 0; number < mailboxesEach; number++) {
        var address = name + "." + number + "@acme.example";
        stage.mailbox(address);
        stage.connect(name, address);
        inboxes.add(new Inbox(crm, address, feed, user < watched));
      }
    }
    this.traffic = new Traffic(stage.world(), pubSub, stage.system().gatewayUrl(), inboxes);
  }

  /// @param watched how many of the users look for their mail
  /// @param settings of the system
  static Office open(
      Clock clock,
      Extent extent,
      int users,
      int watched,
      int mailboxesEach,
      Map<String, String> settings) {
    var pubSub = PubSub.open(clock);
    try {
      var all = new HashMap<>(pubSub.settings());
      all.putAll(settings);
      var stage = Stage.open(Stage.whole(), all);
      try {
        return new Office(pubSub, stage, extent, users, watched, mailboxesEach);
      } catch (RuntimeException e) {
        stage.close();
        throw e;
      }
    } catch (RuntimeException e) {
      pubSub.close();
      throw e;
    }
  }

  Stage stage() {
    return stage;
  }

  Traffic traffic() {
    return traffic;
  }

  /// Waits until a single message is seen promptly: nothing of before is waiting any more.
  void calm() {
    var calm =
        Pause.until(
            CALM,
            Duration.ofSeconds(1),
            () -> {
              var sight = traffic.probe();
              return sight.list().p99() < prompt && sight.search().p99() < prompt;
            });
    if (!calm) throw new IllegalStateException("the system did not come to rest");
  }

  @Override
  public void close() {
    feeds.forEach(Feed::close);
    stage.close();
    pubSub.close();
  }
}
