package io.correo.sync.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Whatever happens in whatever order, what readers are told comes out as what the provider has.
///
/// Half of the walks are those of Gmail, half of Outlook. They go on side by side until all are
/// walked, however busy the machine is; nothing in them waits for a clock. Other ones are walked
/// every time. `-Dcorreo.model.steps=…` walks further or less far; the walk that failed says its
/// seed, and `-Dcorreo.model.seed=…` begins with it: a thousand steps from there repeat it.
class RandomWalkTest {
  private static final int A_WALK = 1_000;
  private static final int WALKS = Integer.getInteger("correo.model.steps", 100_000) / A_WALK;
  private static final int SIDE_BY_SIDE = 2;
  private static final int FEW = 4;
  private static final int MANY = 40;

  private static final WalkingWorld WALKING = WalkingWorld.started();

  private final long seed = Long.getLong("correo.model.seed", new Random().nextLong());
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicInteger turns = new AtomicInteger();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

  @Test
  void tellsWhatTheProviderHasWhateverHappens() throws Exception {
    System.out.printf("%d walks from seed %d%n", WALKS, seed);

    try (var walkers = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Callable<Void>>();
      for (var i = 0; i < SIDE_BY_SIDE; i++) all.add(this::walkOn);
      for (var walker : walkers.invokeAll(all)) walker.get();
    }

    System.out.printf("%,d steps, %,d turns, seed %d%n", ended.get() * A_WALK, turns.get(), seed);
    assertThat(failures).as("walks from seed %d", seed).isEmpty();
    assertThat(ended).as("walks").hasValue(WALKS);
  }

  private Void walkOn() {
    for (var next = begun.getAndIncrement(); next < WALKS; next = begun.getAndIncrement()) {
      walk(seed + next);
    }
    return null;
  }

  /// Odd seeds are walked at Outlook, even ones at Gmail, so that one alone is what it was. A few
  /// mailboxes keep many messages; the fewer one keeps, the more happens to each.
  private void walk(long own) {
    var world = WALKING.world();
    try {
      var enough = own / 2 % 10 == 0 ? MANY : FEW + Math.floorMod(own / 2, 12);
      var user = own % 2 == 0 ? new GmailUser(world, enough) : new OutlookUser(world, enough);
      turns.addAndGet(new Walk(world, WALKING.seam(), user, own, A_WALK).run());
      ended.incrementAndGet();
    } catch (RuntimeException | Error failure) {
      failures.add(failure);
    }
  }
}
