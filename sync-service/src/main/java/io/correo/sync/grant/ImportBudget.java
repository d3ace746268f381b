package io.correo.sync.grant;

import io.correo.provider.ProviderException.Throttled;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// What all imports at one provider may spend together, in all instances: the rest of the project's
/// quota is for news and for what people do. When it is spent imports wait their turn, each as long
/// as the others.
///
/// Judged by what was spent up to a second ago, so it may be exceeded by what a second's
/// calls cost.
@Component
class ImportBudget {
  private static final Duration KNOWN_FOR = Duration.ofSeconds(1);
  private static final Duration WAIT = Duration.ofSeconds(5);

  private final QuotaUse use;
  private final GrantSettings settings;
  private final Clock clock;
  private final Map<String, Spent> known = new ConcurrentHashMap<>();

  ImportBudget(QuotaUse use, GrantSettings settings, Clock clock) {
    this.use = use;
    this.settings = settings;
    this.clock = clock;
  }

  private record Spent(long units, Instant asOf) {}

  /// @throws Throttled while the budget is spent
  void check(String provider) {
    var limit = settings.limits().get(provider);
    if (limit == null || spent(provider) < limit.importsPerMinute()) return;
    throw new Throttled("imports together have spent their budget", WAIT, false);
  }

  private long spent(String provider) {
    var now = clock.instant();
    var spent = known.get(provider);
    if (spent == null || !now.isBefore(spent.asOf().plus(KNOWN_FOR))) {
      spent = new Spent(use.lastMinute(QuotaUse.imports(provider)), now);
      known.put(provider, spent);
    }
    return spent.units();
  }
}
