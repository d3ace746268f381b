package io.correo.benchmarks.sight;

import io.correo.benchmarks.load.OpenLoop;
import io.correo.benchmarks.world.Letters;
import io.correo.benchmarks.world.PubSub;
import io.correo.e2e.client.Crm;
import io.correo.e2e.client.World;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// Mail that arrives at a steady rate, each with its notice, and is looked for where somebody
/// watches. A latency counts from the moment the mail should have reached the provider, so it
/// includes the simulated provider and any lateness of this process.
final class Traffic {
  private final AtomicLong numbers = new AtomicLong();
  private final World world;
  private final PubSub pubSub;
  private final URI door;

  /// Those that are watched come first.
  private final List<Inbox> inboxes;

  Traffic(World world, PubSub pubSub, String gateway, List<Inbox> inboxes) {
    this.world = world;
    this.pubSub = pubSub;
    this.door = URI.create(gateway + "/webhooks/google");
    this.inboxes = List.copyOf(inboxes);
  }

  /// Mail for everybody in turn. Returns when all that is watched for was seen, or missed.
  Sight run(OpenLoop loop) {
    return run(loop, inboxes);
  }

  /// One message that is watched for.
  Sight probe() {
    return run(new OpenLoop(1, Duration.ofSeconds(1)), inboxes.subList(0, 1));
  }

  private Sight run(OpenLoop loop, List<Inbox> recipients) {
    var sight = Sight.none();
    var lookouts = new HashMap<Crm, Lookout>();
    try {
      for (var inbox : recipients) {
        if (!inbox.watched()) continue;
        lookouts.computeIfAbsent(
            inbox.user(), _ -> Lookout.open(inbox.user(), inbox.feed(), sight));
      }
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        loop.run(
            (n, intended) -> {
              var inbox = recipients.get((int) (n % recipients.size()));
              threads.execute(() -> sight.trying(() -> arrive(inbox, intended, lookouts)));
            });
      }
    } finally {
      lookouts.values().forEach(Lookout::close);
    }
    return sight;
  }

  private void arrive(Inbox inbox, long since, Map<Crm, Lookout> lookouts) {
    var number = numbers.getAndIncrement();
    var word = "sight" + number + "x" + Long.toString(System.nanoTime(), 36);
    var subject = Lookout.WORD + " " + word;
    var mail = Letters.letter(inbox.address(), subject, word, "");
    world.deliver(inbox.address(), mail.getBytes(StandardCharsets.UTF_8));
    var lookout = lookouts.get(inbox.user());
    if (lookout != null) lookout.expect(subject, since);
    var answer = world.http().exchange(pubSub.push(door, inbox.address(), number));
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException("a push was answered with " + answer.statusCode());
    }
  }
}
