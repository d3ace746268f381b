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
    var units = (long) limit.unitsPerMinute() * percent(purpose, held) / 100;
    return new Budget(
        purpose.budget(),
        Math.clamp(units, 1, Integer.MAX_VALUE),
        concurrent(purpose, limit.concurrent(), held));
  }

  /// Calls at a time are few and cannot be divided: what every other role has for itself is taken
  /// off, so that all of them together never make more than the provider lets them.
  private int concurrent(Purpose purpose, int all, HeldTokens.Held held) {
    var shares = settings.shares();
    var others =
        (isIdle(held.mailboxAt()) ? 0 : part(all, shares.mailbox()))
            + (isIdle(held.composeAt()) ? 0 : part(all, shares.compose()));
    return switch (purpose) {
      case SYNC -> Math.max(1, all - others);
      case SYNC_BESIDE_IMPORT -> part(all, shares.live());
      case IMPORT -> Math.max(1, all - others - part(all, shares.live()));
      case MAILBOX -> part(all, shares.mailbox());
      case COMPOSE -> part(all, shares.compose());
    };
  }

  private static int part(int all, int percent) {
    return Math.max(1, all * percent / 100);
  }

  private int percent(Purpose purpose, HeldTokens.Held held) {
    var shares = settings.shares();
    var idle =
        (isIdle(held.mailboxAt()) ? shares.mailbox() : 0)
            + (isIdle(held.composeAt()) ? shares.compose() : 0);
    return switch (purpose) {
      case SYNC -> shares.sync() + idle;
      case SYNC_BESIDE_IMPORT -> shares.live();
      case IMPORT -> shares.sync() - shares.live() + idle;
      case MAILBOX -> shares.mailbox();
      case COMPOSE -> shares.compose();
    };
  }

  private boolean isIdle(@Nullable Instant lastLeased) {
    if (lastLeased == null) return true;
    // A lease ends after `lifetime`; who works leases again.
    return lastLeased.plus(settings.lifetime()).isBefore(clock.instant());
  }
}
