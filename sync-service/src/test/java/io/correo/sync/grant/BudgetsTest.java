package io.correo.sync.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.sync.grant.GrantSettings.Limit;
import io.correo.sync.grant.GrantSettings.Shares;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a provider lets a mailbox do, divided.
class BudgetsTest {
  private static final HeldTokens.Held IDLE =
      new HeldTokens.Held(1, "r", "a", Instant.EPOCH, false, null, null, null);

  @Test
  void dividesALimitThatIsAsGoodAsNone() {
    var budgets = new Budgets(limited(1_000_000_000), Clock.systemUTC());

    assertThat(budgets.of(Purpose.SYNC, "google", IDLE).unitsPerMinute()).isEqualTo(1_000_000_000);
    assertThat(budgets.of(Purpose.MAILBOX, "google", IDLE).unitsPerMinute()).isEqualTo(200_000_000);
  }

  private static GrantSettings limited(int unitsPerMinute) {
    return new GrantSettings(
        "key",
        Duration.ofMinutes(2),
        Duration.ofMinutes(5),
        Duration.ofSeconds(20),
        Map.of("google", new Limit(unitsPerMinute, 20, 1)),
        new Shares(70, 20, 10, 20));
  }
}
