package io.correo.sync.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Whatever happens in whatever order, what readers are told comes out as what the provider has.
///
/// Takes minutes, and is run with `-Dcorreo.long=true`. `-Dcorreo.model.steps=…` walks further,
/// `-Dcorreo.model.seed=…` walks as a failed run did.
@EnabledIfSystemProperty(named = "correo.long", matches = "true")
class RandomWalkTest {
  private static final int STEPS = Integer.getInteger("correo.model.steps", 100_000);
  private static final int A_WALK = 1_000;
  private static final int SIDE_BY_SIDE = 2;

  private static final WalkingWorld WALKING = WalkingWorld.started();

  private static Walk walk(long seed) {
    var user = new GmailUser(WALKING.world());
    return new Walk(WALKING.world(), WALKING.seam(), user, seed, A_WALK);
  }

  @Test
  void tellsWhatTheProviderHasWhateverHappens() throws Exception {
    var seed = Long.getLong("correo.model.seed", new Random().nextLong());
    var walks = new ArrayList<Callable<Integer>>();
    for (var walked = 0; walked < STEPS; walked += A_WALK) {
      var own = seed + walked / A_WALK;
      walks.add(() -> walk(own).run());
    }
    try (var walkers = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
      var failures = new ArrayList<Throwable>();
      var turns = 0;
      for (var walk : walkers.invokeAll(walks)) {
        if (walk.state() == Future.State.FAILED) failures.add(walk.exceptionNow());
        else turns += walk.resultNow();
      }
      System.out.printf("%,d steps, %,d turns, seed %d%n", STEPS, turns, seed);
      assertThat(failures).as("-Dcorreo.model.seed=" + seed).isEmpty();
    }
  }
}
