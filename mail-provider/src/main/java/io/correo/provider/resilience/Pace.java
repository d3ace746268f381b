package io.correo.provider.resilience;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.correo.events.MailboxId;
import io.correo.provider.Budget;
import io.correo.provider.Grant;
import io.correo.provider.ProviderException.Throttled;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.function.Supplier;

/// Holds each mailbox and purpose to the budget of its grant: units a minute, calls at a time. A
/// grant with another budget gets limiters of its own; those not used for a while are forgotten.
final class Pace {
  private final ResilienceSettings settings;
  private final Cache<Key, Limiters> limiters;

  Pace(ResilienceSettings settings) {
    this.settings = settings;
    this.limiters =
        Caffeine.newBuilder()
            .maximumSize(settings.mailboxes())
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();
  }

  /// Waits for the turn of a call, and makes it.
  <T> T keep(Grant grant, int units, Supplier<T> call) {
    var mine =
        limiters.get(new Key(grant.mailbox(), grant.budget()), key -> limiters(key.budget()));
    if (!mine.rate.acquirePermission(Math.max(1, units))) {
      throw new Throttled("our own budget for this mailbox is spent", settings.patience(), false);
    }
    if (!mine.concurrent.tryAcquirePermission()) {
      throw new Throttled(
          "as many calls for this mailbox as may run at a time", settings.firstPause(), false);
    }
    try {
      return call.get();
    } finally {
      mine.concurrent.onComplete();
    }
  }

  private Limiters limiters(Budget budget) {
    // A period long enough that a burst fits into it: one send alone costs 100 units.
    var needed =
        Duration.ofMinutes(1).multipliedBy(settings.burst()).dividedBy(budget.unitsPerMinute());
    var period =
        needed.compareTo(settings.shortestPeriod()) > 0 ? needed : settings.shortestPeriod();
    var share = Math.max(1, (int) (budget.unitsPerMinute() * period.toMillis() / 60_000));
    return new Limiters(
        RateLimiter.of(
            budget.purpose(),
            RateLimiterConfig.custom()
                .limitForPeriod(share)
                .limitRefreshPeriod(period)
                .timeoutDuration(settings.patience())
                .build()),
        Bulkhead.of(
            budget.purpose(),
            BulkheadConfig.custom()
                .maxConcurrentCalls(budget.concurrent())
                .maxWaitDuration(settings.patience())
                .build()));
  }

  private record Key(MailboxId mailbox, Budget budget) {}

  private record Limiters(RateLimiter rate, Bulkhead concurrent) {}
}
