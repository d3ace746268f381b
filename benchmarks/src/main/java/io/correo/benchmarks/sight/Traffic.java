package io.correo.benchmarks.sight;

import io.correo.benchmarks.load.OpenLoop;
import io.correo.benchmarks.measure.Pause;
import io.correo.benchmarks.world.Letters;
import io.correo.benchmarks.world.PubSub;
import io.correo.e2e.client.World;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Mail that arrives at a steady rate, each with its notice, some of it watched for. A latency
/// counts from the moment the mail should have reached the provider, so it includes the simulated
/// provider and any lateness of this process.
final class Traffic {
  // Both look as often as they may without becoming the load: this is the resolution.
  private static final Duration LOOK_AT_LIST = Duration.ofMillis(20);
  private static final Duration LOOK_INTO_SEARCH = Duration.ofMillis(50);

  private final AtomicLong numbers = new AtomicLong();
  private final World world;
  private final PubSub pubSub;
  private final URI door;
  private final List<Inbox> inboxes;

  Traffic(World world, PubSub pubSub, String gateway, List<Inbox> inboxes) {
    this.world = world;
    this.pubSub = pubSub;
    this.door = URI.create(gateway + "/webhooks/google");
    this.inboxes = List.copyOf(inboxes);
  }

  /// Returns when all that is watched for was seen, or missed.
  ///
  /// @param watched how many a second are watched for, at most as many as arrive
  Sight run(OpenLoop loop, double watched) {
    var sight = Sight.none();
    var every = Math.max(1, Math.round(loop.perSecond() / watched));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      loop.run(
          (n, intended) ->
              threads.execute(() -> sight.trying(() -> arrive(n % every == 0, intended, sight))));
    }
    return sight;
  }

  private void arrive(boolean watch, long since, Sight sight) {
    var number = numbers.getAndIncrement();
    var inbox = inboxes.get((int) (number % inboxes.size()));
    var word = "sight" + number + "x" + Long.toString(System.nanoTime(), 36);
    var mail = Letters.letter(inbox.address(), word, word, "");
    world.deliver(inbox.address(), mail.getBytes(StandardCharsets.UTF_8));
    try (var watching = Executors.newVirtualThreadPerTaskExecutor()) {
      if (watch) {
        watching.execute(
            () ->
                sight.trying(
                    () -> watchList(inbox, word, since, sight), sight.list(), sight.live()));
        watching.execute(
            () -> sight.trying(() -> watchSearch(inbox, word, since, sight), sight.search()));
      }
      var answer = world.http().exchange(pubSub.push(door, inbox.address(), number));
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException("a push was answered with " + answer.statusCode());
      }
    }
  }

  /// Live events name a conversation by an id that only the list tells, so they come second.
  private static void watchList(Inbox inbox, String word, long since, Sight sight) {
    var path = "/threads?limit=20&mailbox=" + inbox.mailbox();
    var thread = Pause.find(left(since), LOOK_AT_LIST, () -> idOf(inbox.user().get(path), word));
    if (thread == null) {
      sight.missed(sight.list(), "in the list");
      // Nobody can tell which event was about it, so it gets no credit for one.
      sight.missed(sight.live(), "as a live event");
      return;
    }
    sight.list().record(System.nanoTime() - since);
    var at = Pause.find(left(since), LOOK_AT_LIST, () -> inbox.feed().heardAt(thread));
    if (at == null) sight.missed(sight.live(), "as a live event");
    else sight.live().record(at - since);
  }

  private static void watchSearch(Inbox inbox, String word, long since, Sight sight) {
    var path = "/search?kind=messages&limit=1&mailbox=" + inbox.mailbox() + "&q=" + word;
    var found =
        Pause.until(
            left(since), LOOK_INTO_SEARCH, () -> !inbox.user().get(path).path("items").isEmpty());
    if (found) sight.search().record(System.nanoTime() - since);
    else sight.missed(sight.search(), "in search");
  }

  private static Duration left(long since) {
    return Sight.LONGEST.minusNanos(System.nanoTime() - since);
  }

  private static @Nullable String idOf(JsonNode list, String subject) {
    for (var row : list.path("items")) {
      if (row.path("subject").asString("").equals(subject)) return row.path("id").asString();
    }
    return null;
  }
}
