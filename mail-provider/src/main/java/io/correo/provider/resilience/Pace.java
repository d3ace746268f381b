package io.correo.provider.resilience;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.correo.events.MailboxId;
import io.correo.provider.Budget;
import io.correo.provider.Grant;
import io.correo.provider.ProviderException.Throttled;
import java.time.Duration;
import java.util.function.Supplier;

/// Holds each mailbox to the budget of its grant. A grant with another budget gets limiters of its
/// own; those not used for a while are forgotten.
final class Pace {
  /// Who was silent may be so much of a minute's units ahead, once: a first screen of fifty reads
  /// is ten seconds of Gmail's.
  private static final int ADVANCE = 5;

  private final ResilienceSettings settings;
  private final Cache<Key, Limits> limits;
  private final Cache<Spender, Advance> advances;

  Pace(ResilienceSettings settings) {
    this.settings = settings;
    this.limits = cache(settings);
    this.advances = cache(settings);
  }

  /// Waits for the turn of a call, and makes it.
  <T> T keep(Grant grant, int units, Supplier<T> call) {
    var budget = grant.budget();
    var advance =
        advances.get(
            new Spender(grant.mailbox(), budget.first()),
            _ -> new Advance(budget.unitsPerMinute() / ADVANCE));
    var mine = limits.get(Key.of(grant), _ -> new Limits(budget, settings, advance));
    if (!mine.pay(Math.max(1, units), budget.yields())) {
      throw new Throttled("our own budget for this mailbox is spent", settings.patience(), false);
    }
    if (!mine.enter(budget.yields())) {
      throw new Throttled(
          "as many calls for this mailbox as may run at a time", settings.firstPause(), false);
    }
    try {
      return call.get();
    } finally {
      mine.leave(budget.yields());
    }
  }

  private static <K, V> Cache<K, V> cache(ResilienceSettings settings) {
    return Caffeine.newBuilder()
        .maximumSize(settings.mailboxes())
        .expireAfterAccess(Duration.ofMinutes(10))
        .build();
  }

  /// Has one advance, however often the budget changes.
  private record Spender(MailboxId mailbox, String first) {}

  /// Purposes that spend the same budget have the same limits.
  private record Key(
      MailboxId mailbox, String first, int unitsPerMinute, int concurrent, Budget.Reserve reserve) {
    static Key of(Grant grant) {
      var budget = grant.budget();
      return new Key(
          grant.mailbox(),
          budget.first(),
          budget.unitsPerMinute(),
          budget.concurrent(),
          budget.reserve());
    }
  }
}
