package io.correo.sync.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Whatever happens in whatever order, what readers are told comes out as what the provider has.
///
/// Takes minutes, and is run with `-Dcorreo.long=true`. `-Dcorreo.model.steps=…` walks further or
/// less far, `-Dcorreo.model.seconds=…` longer: after them no more walks begin, so that a busy
/// machine does not walk for ever. The walk that failed says its seed; `-Dcorreo.model.seed=…`
/// begins with it.
@EnabledIfSystemProperty(named = "correo.long", matches = "true")
class RandomWalkTest {
  private static final int A_WALK = 1_000;
  private static final int WALKS = Integer.getInteger("correo.model.steps", 100_000) / A_WALK;
  private static final int SECONDS = Integer.getInteger("correo.model.seconds", 90);
  private static final int SIDE_BY_SIDE = 4;

  private static final WalkingWorld WALKING = WalkingWorld.started();

  private final Clock clock = Clock.systemUTC();
  private final long seed = Long.getLong("correo.model.seed", new Random().nextLong());
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicInteger turns = new AtomicInteger();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

  @Test
  void tellsWhatTheProviderHasWhateverHappens() throws Exception {
    var until = clock.instant().plusSeconds(SECONDS);
    System.out.printf("Up to %d walks from seed %d%n", WALKS, seed);

    try (var walkers = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Callable<Void>>();
      for (var i = 0; i < SIDE_BY_SIDE; i++) all.add(() -> walkUntil(until));
      for (var walker : walkers.invokeAll(all)) walker.get();
    }

    System.out.printf("%,d steps, %,d turns, seed %d%n", ended.get() * A_WALK, turns.get(), seed);
    assertThat(failures).as("walks from seed %d", seed).isEmpty();
    assertThat(ended).as("walks").hasPositiveValue();
  }

  private Void walkUntil(Instant until) {
    while (clock.instant().isBefore(until)) {
      var next = begun.getAndIncrement();
      if (next >= WALKS) break;
      walk(seed + next);
    }
    return null;
  }

  /// Odd seeds are walked at Outlook, even ones at Gmail, so that one alone is what it was.
  private void walk(long own) {
    var world = WALKING.world();
    try {
      var user = own % 2 == 0 ? new GmailUser(world) : new OutlookUser(world);
      turns.addAndGet(new Walk(world, WALKING.seam(), user, own, A_WALK).run());
      ended.incrementAndGet();
    } catch (RuntimeException | Error failure) {
      failures.add(failure);
    }
  }
}
