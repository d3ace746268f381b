package io.correo.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

  @Test
  void intendsEachAtItsTimeHoweverLateTheOneBeforeWas() {
    var loop = new OpenLoop(100, Duration.ofMillis(100));
    var intended = new ArrayList<Long>();

    loop.run(
        (n, at) -> {
          intended.add(at);
          if (n == 3) LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        });

    assertThat(intended).hasSize(10);
    for (var n = 0; n < 10; n++) {
      var afterTheFirst = intended.get(n) - intended.getFirst();
      assertThat(afterTheFirst).isEqualTo(Duration.ofMillis(10L * n).toNanos());
    }
  }

  @Test
  void beginsNothingBeforeItsTime() {
    var early = new ArrayList<Long>();

    new OpenLoop(200, Duration.ofMillis(50))
        .run(
            (n, at) -> {
              if (System.nanoTime() < at) early.add(n);
            });

    assertThat(early).isEmpty();
  }
}
