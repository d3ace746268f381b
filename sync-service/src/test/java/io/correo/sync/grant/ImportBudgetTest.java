package io.correo.sync.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import io.correo.events.MailboxId;
import io.correo.provider.Budget;
import io.correo.provider.Grant;
import io.correo.provider.ProviderException.Throttled;
import io.correo.sync.world.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What all imports at a provider spend together, in two instances. The provider is this test's
/// own.
class ImportBudgetTest {
  private static final int LIMIT = 1000;

  private final World world = World.started();
  private final String provider = "provider-" + UUID.randomUUID();
  // Far ahead, so that nothing here is old to the running service.
  private Instant now = Instant.parse("2030-03-01T10:00:00Z");
  private final Clock clock = clock();
  private final QuotaUse here = use();
  private final QuotaUse there = use();
  private final ImportBudget budget = new ImportBudget(here, settings(), clock);

  @Test
  void makesImportsWaitWhenAllTogetherHaveSpentIt() {
    spend(here, "import", LIMIT / 2);
    assertThatCode(() -> budget.check(provider)).doesNotThrowAnyException();

    spend(there, "import", LIMIT / 2);
    there.write();
    now = now.plusSeconds(2);

    assertThatThrownBy(() -> budget.check(provider))
        .isInstanceOfSatisfying(
            Throttled.class,
            wait -> {
              assertThat(wait.retryAfter()).isPositive();
              assertThat(wait.wholeProject()).isFalse();
            });
  }

  @Test
  void letsThemGoOnOnceTheMinuteIsOver() {
    spend(here, "import", LIMIT);
    here.write();
    assertThatThrownBy(() -> budget.check(provider)).isInstanceOf(Throttled.class);

    now = now.plus(Duration.ofSeconds(75));

    assertThatCode(() -> budget.check(provider)).doesNotThrowAnyException();
  }

  @Test
  void leavesNewsOutOfTheCount() {
    spend(here, "sync", 10 * LIMIT);

    assertThatCode(() -> budget.check(provider)).doesNotThrowAnyException();
  }

  @Test
  void countsWhatOneMailboxHasCostInBothInstances() {
    var mailbox = spend(here, "sync", 7);
    here.write();
    there.made(provider, grant(mailbox, "import"), 5);
    there.write();
    here.made(provider, grant(mailbox, "sync"), 1);

    assertThat(here.lastMinute(mailbox.value())).isEqualTo(13);
    assertThat(there.lastMinute(mailbox.value())).isEqualTo(12);
  }

  private MailboxId spend(QuotaUse use, String purpose, int units) {
    var mailbox = MailboxId.random();
    use.made(provider, grant(mailbox, purpose), units);
    return mailbox;
  }

  private Grant grant(MailboxId mailbox, String purpose) {
    return new Grant.UserConsent(mailbox, "account", "token", now, new Budget(purpose, 1, 1));
  }

  private QuotaUse use() {
    return new QuotaUse(world.bean(MongoDatabase.class), new SimpleMeterRegistry(), clock);
  }

  private Clock clock() {
    InstantSource source = () -> now;
    return source.withZone(ZoneOffset.UTC);
  }

  private GrantSettings settings() {
    return new GrantSettings(
        "a key",
        Duration.ofMinutes(2),
        Duration.ofMinutes(5),
        Duration.ofSeconds(20),
        Duration.ofSeconds(1),
        Map.of(provider, new GrantSettings.Limit(6000, 200, 20, LIMIT)),
        new GrantSettings.Shares(70, 20, 10, 20));
  }
}
