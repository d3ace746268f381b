package io.correo.sync.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.provider.Budget;
import io.correo.provider.Budget.Reserve;
import io.correo.sync.grant.GrantSettings.Limit;
import io.correo.sync.grant.GrantSettings.Shares;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
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

    assertThat(budgets.of(Purpose.SYNC, "google", IDLE).unitsPerMinute()).isEqualTo(999_999_800);
    assertThat(budgets.of(Purpose.MAILBOX, "google", IDLE).unitsPerMinute()).isEqualTo(199_999_960);
  }

  @Test
  void givesAnImportAllThatNobodyElseWantsOfWhatABurstLeaves() {
    var budgets = new Budgets(limited(6_000), CLOCK);

    var imports = budgets.of(Purpose.IMPORT, "google", IDLE);

    assertThat(imports.unitsPerMinute()).isEqualTo(5_800);
    assertThat(imports.yields()).isTrue();
    var usedByOthers = new HeldTokens.Held(1, "r", "a", Instant.EPOCH, false, null, NOW, NOW);
    assertThat(budgets.of(Purpose.IMPORT, "google", usedByOthers).unitsPerMinute())
        .isEqualTo(4_060);
  }

  @Test
  void letsNewsSpendTheSameFirst() {
    var budgets = new Budgets(limited(6_000), CLOCK);

    var news = budgets.of(Purpose.SYNC, "google", IDLE);

    assertThat(news).isEqualTo(new Budget("sync", "sync", 5_800, 20, new Reserve(1_160, 4)));
    assertThat(budgets.of(Purpose.IMPORT, "google", IDLE))
        .isEqualTo(new Budget("import", "sync", 5_800, 20, news.reserve()));
  }

  @Test
  void leavesNoMoreThanATenthUnspentOfALimitThatIsSmall() {
    var budgets = new Budgets(limited(1_000), CLOCK);

    assertThat(budgets.of(Purpose.SYNC, "google", IDLE).unitsPerMinute()).isEqualTo(900);
  }

  @Test
  void neverDividesFewCallsAtATimeIntoMoreThanThereAre() {
    var budgets = new Budgets(limited(6_000, 4), CLOCK);
    var usedByOthers = new HeldTokens.Held(1, "r", "a", Instant.EPOCH, false, null, NOW, NOW);

    assertThat(
            Stream.of(Purpose.SYNC, Purpose.MAILBOX, Purpose.COMPOSE)
                .mapToInt(it -> budgets.of(it, "google", usedByOthers).concurrent()))
        .containsExactly(2, 1, 1);
  }

  private static GrantSettings limited(int unitsPerMinute) {
    return limited(unitsPerMinute, 20);
  }

  private static GrantSettings limited(int unitsPerMinute, int concurrent) {
    return new GrantSettings(
        "key",
        Duration.ofMinutes(2),
        Duration.ofMinutes(5),
        Duration.ofSeconds(20),
        Duration.ofSeconds(1),
        Map.of("google", new Limit(unitsPerMinute, 200, concurrent, 1)),
        new Shares(70, 20, 10, 20));
  }
}
