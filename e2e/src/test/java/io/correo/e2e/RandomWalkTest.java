package io.correo.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.correo.e2e.client.Crm;
import io.correo.local.demo.DemoMailbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Random use of two mailboxes, one of each provider, by several at a time in each.
/// `-Dcorreo.walk.steps` and `-Dcorreo.walk.seed` walk farther, or the same way again. It works
/// where other tests wait, so it goes on beside them; not beside chaos.
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = Stage.PROCESSES, mode = ResourceAccessMode.READ)
class RandomWalkTest {
  private static final int STEPS = Integer.getInteger("correo.walk.steps", 20_000);
  private static final long SEED = Long.getLong("correo.walk.seed", new Random().nextInt());
  private static final int SIDE_BY_SIDE = 5;
  private static final int LIVE = 150;
  private static final Duration DRAINED = Duration.ofMinutes(5);

  private final Stage stage = Stage.shared();

  @Test
  void endsWithEveryViewAsBothProvidersHaveIt() {
    System.out.printf("Random walk of %d steps, seed %d%n", STEPS, SEED);

    assertThatNoException().as("seed %d", SEED).isThrownBy(this::walk);
  }

  private void walk() throws Exception {
    var newcomer = Newcomer.of(stage, "acme", "paseo");
    newcomer.mailboxes().forEach(stage::connect);
    var addresses = newcomer.mailboxes().stream().map(DemoMailbox::address).toList();
    var crm = stage.as(newcomer.name());
    var walkers = walkers(new User(crm, false), addresses);

    var began = System.nanoTime();
    Together.run(
        walkers.stream().<Runnable>map(it -> () -> it.walk(STEPS / walkers.size())).toList());

    System.out.printf("%s after %s%n", walkers, Duration.ofNanos(System.nanoTime() - began));
    walkers.forEach(Walker::awaitOperations);
    census(crm, addresses);
    for (var address : addresses) {
      var report = Eventually.converged(stage.convergence(newcomer.name()), address, DRAINED);
      System.out.println(report);
      assertThat(report.atProvider()).isPositive();
    }
  }

  private List<Walker> walkers(User inNoHurry, List<String> addresses) {
    var walkers = new ArrayList<Walker>();
    for (var address : addresses) {
      for (var n = 0; n < SIDE_BY_SIDE; n++) {
        walkers.add(new Walker(stage.world(), inNoHurry, address, LIVE / SIDE_BY_SIDE, SEED + n));
      }
    }
    return walkers;
  }

  /// Compares whole mailboxes with their providers now, side by side.
  private static void census(Crm crm, List<String> addresses) {
    var provedBefore = new HashMap<String, Instant>();
    for (var address : addresses) {
      var path = "/mailboxes/" + crm.mailbox(address);
      provedBefore.put(path, provedAt(crm, path));
      crm.http().send("POST", path + "/census", null).ok();
    }
    provedBefore.forEach(
        (path, before) ->
            Eventually.see(
                () -> crm.get(path + "/health"), _ -> provedAt(crm, path).isAfter(before)));
  }

  private static Instant provedAt(Crm crm, String path) {
    var proved = crm.get(path + "/health").path("census").path("provedAt").asString("");
    return proved.isEmpty() ? Instant.EPOCH : Instant.parse(proved);
  }
}
