package io.correo.provider.resilience;

import io.correo.provider.Budget;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// What the calls of one budget may spend: units a minute, and calls at a time.
///
/// Who has an advance or, being served first, a reserve left, pays at once what is not there yet;
/// whoever comes next waits until it is. So nobody is faster than the budget for long, and who
/// yields loses what the first spends, and no more. Who yields pays behind: what its call costs
/// comes in while it works on the answer. What is owed never grows beyond the patience.
final class Limits {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int EVENLY = 10;

  private final RateLimiter all;
  private final @Nullable RateLimiter reserve;
  private final Advance advance;
  private final Bulkhead everybody;
  private final Bulkhead yielding;

  Limits(Budget budget, ResilienceSettings settings, Advance advance) {
    this.advance = advance;
    var kept = budget.reserve();
    var shared = kept.unitsPerMinute() > 0;
    // Where there is a reserve for bursts, the rest comes evenly: so none of it is lost.
    all =
        rate(
            budget.unitsPerMinute(),
            shared ? EVENLY : settings.burst(),
            settings,
            settings.patience());
    reserve =
        shared ? rate(kept.unitsPerMinute(), settings.burst(), settings, Duration.ZERO) : null;
    everybody = atATime(budget.concurrent(), settings);
    yielding = atATime(Math.max(1, budget.concurrent() - kept.concurrent()), settings);
  }

  /// False when that would take longer than anybody has patience for.
  boolean pay(int units, boolean yields) {
    if (reserve == null) return all.acquirePermission(units);
    return yields ? payBehind(units) : payAhead(units, reserve);
  }

  private boolean payAhead(int units, RateLimiter reserve) {
    var wait = all.reservePermission(units);
    return wait == 0
        || advance.take(units)
        || reserve.acquirePermission(units)
        || (wait > 0 && rested(wait));
  }

  /// The first unit tells that nothing is owed any more. Of the others none is lost, as they would
  /// be by who waits for all of them first and then leaves the budget alone to work.
  private boolean payBehind(int units) {
    var owed = all.reservePermission(1);
    var advanced = owed != 0 && advance.take(units);
    if (owed != 0 && !advanced && (owed < 0 || !rested(owed))) return false;
    return units == 1 || all.reservePermission(units - 1) >= 0 || advanced || advance.take(units);
  }

  boolean enter(boolean yields) {
    if (yields && !yielding.tryAcquirePermission()) return false;
    if (everybody.tryAcquirePermission()) return true;
    if (yields) yielding.releasePermission();
    return false;
  }

  void leave(boolean yields) {
    everybody.onComplete();
    if (yields) yielding.onComplete();
  }

  private static boolean rested(long nanos) {
    var end = System.nanoTime() + nanos;
    for (var left = nanos; left > 0; left = end - System.nanoTime()) {
      if (Thread.currentThread().isInterrupted()) return false;
      LockSupport.parkNanos(left);
    }
    return true;
  }

  /// @param atOnce units that can be spent at once, after a while without any
  private static RateLimiter rate(
      int unitsPerMinute, int atOnce, ResilienceSettings settings, Duration patience) {
    var shortest = (long) unitsPerMinute * settings.shortestPeriod().toMillis() / MINUTE.toMillis();
    var share = Math.max(atOnce, Math.toIntExact(shortest));
    return RateLimiter.of(
        "units",
        RateLimiterConfig.custom()
            .limitForPeriod(share)
            .limitRefreshPeriod(MINUTE.multipliedBy(share).dividedBy(unitsPerMinute))
            .timeoutDuration(patience)
            .build());
  }

  private static Bulkhead atATime(int calls, ResilienceSettings settings) {
    return Bulkhead.of(
        "calls",
        BulkheadConfig.custom()
            .maxConcurrentCalls(calls)
            .maxWaitDuration(settings.patience())
            .build());
  }
}
