package io.correo.sync.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.sync.grant.GrantSettings.Limit;
import io.correo.sync.grant.GrantSettings.Shares;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a provider lets a mailbox do, divided.
class BudgetsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final HeldTokens.Held IDLE =
      new HeldTokens.Held(1, "r", "a", Instant.EPOCH, false, null, null, null);

  @Test
  void dividesALimitThatIsAsGoodAsNone() {
    var budgets = new Budgets(limited(1_000_000_000), CLOCK);

    assertThat(budgets.of(Purpose.SYNC, "google", IDLE).unitsPerMinute()).isEqualTo(1_000_000_000);
    assertThat(budgets.of(Purpose.MAILBOX, "google", IDLE).unitsPerMinute()).isEqualTo(200_000_000);
  }

  @Test
  void leavesAnImportAllThatNobodyElseWantsButThePartOfNews() {
    var budgets = new Budgets(limited(6_000), CLOCK);

    assertThat(budgets.of(Purpose.IMPORT, "google", IDLE).unitsPerMinute()).isEqualTo(4_800);
    assertThat(budgets.of(Purpose.SYNC_BESIDE_IMPORT, "google", IDLE).unitsPerMinute())
        .isEqualTo(1_200);
    var usedByOthers = new HeldTokens.Held(1, "r", "a", Instant.EPOCH, false, null, NOW, NOW);
    assertThat(budgets.of(Purpose.IMPORT, "google", usedByOthers).unitsPerMinute())
        .isEqualTo(3_000);
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
