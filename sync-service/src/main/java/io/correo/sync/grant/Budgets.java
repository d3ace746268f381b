package io.correo.sync.grant;

import io.correo.provider.Budget;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Divides what a provider lets one mailbox do. What mailbox-service or compose-service has not
/// asked for lately flows to sync.
@Component
class Budgets {
  private final GrantSettings settings;
  private final Clock clock;

  Budgets(GrantSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /// All a mailbox of this provider may do.
  GrantSettings.Limit limit(String provider) {
    var limit = settings.limits().get(provider);
    if (limit == null) throw new IllegalStateException("no limits are set for " + provider);
    return limit;
  }

  Budget of(Purpose purpose, String provider, HeldTokens.Held held) {
    var limit = limit(provider);
    var shares = settings.shares();
    return switch (purpose) {
      case SYNC, IMPORT -> shared(purpose, limit, held);
      case MAILBOX -> alone(purpose, limit, shares.mailbox());
      case COMPOSE -> alone(purpose, limit, shares.compose());
    };
  }

  /// News and what takes long have one budget; how much of it is always there for news is a part of
  /// all the mailbox may do.
  private Budget shared(Purpose purpose, GrantSettings.Limit limit, HeldTokens.Held held) {
    var shares = settings.shares();
    var mailbox = isIdle(held.mailboxAt()) ? 0 : shares.mailbox();
    var compose = isIdle(held.composeAt()) ? 0 : shares.compose();
    // Calls at a time are few and cannot be divided: what others have is taken off, so that all
    // together never make more than the provider lets them.
    var concurrent = limit.concurrent() - calls(limit, mailbox) - calls(limit, compose);
    return new Budget(
        purpose.budget(),
        Purpose.SYNC.budget(),
        units(limit, 100 - mailbox - compose),
        Math.max(1, concurrent),
        new Budget.Reserve(units(limit, shares.live()), calls(limit, shares.live())));
  }

  private static Budget alone(Purpose purpose, GrantSettings.Limit limit, int percent) {
    return new Budget(purpose.budget(), units(limit, percent), calls(limit, percent));
  }

  private static int units(GrantSettings.Limit limit, int percent) {
    var units = (long) limit.spendable() * percent / 100;
    return Math.clamp(units, 1, Integer.MAX_VALUE);
  }

  private static int calls(GrantSettings.Limit limit, int percent) {
    return percent == 0 ? 0 : Math.max(1, limit.concurrent() * percent / 100);
  }

  private boolean isIdle(@Nullable Instant lastLeased) {
    if (lastLeased == null) return true;
    // A lease ends after `lifetime`; who works leases again.
    return lastLeased.plus(settings.lifetime()).isBefore(clock.instant());
  }
}
