package io.correo.provider.resilience;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.correo.events.MailboxId;
import io.correo.provider.Grant;
import io.correo.provider.ProviderException.Throttled;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// What the provider told us to wait for. Until then no call of that mailbox, or of any, is made.
final class Pauses {
  private final Clock clock;
  private final Cache<MailboxId, Instant> mailboxes;
  private volatile Instant everybody = Instant.MIN;

  Pauses(Clock clock, int mailboxes) {
    this.clock = clock;
    this.mailboxes = Caffeine.newBuilder().maximumSize(mailboxes).build();
  }

  void note(Grant grant, Throttled told) {
    var until = clock.instant().plus(told.retryAfter());
    if (told.wholeProject()) {
      everyone(until);
    } else {
      mailboxes.asMap().merge(grant.mailbox(), until, Pauses::later);
    }
  }

  /// How long until a call may be made. Zero when it may be made now.
  Duration left(Grant grant) {
    var now = clock.instant();
    var mine = mailboxes.getIfPresent(grant.mailbox());
    var until = later(mine == null ? Instant.MIN : mine, everybody);
    if (!until.isAfter(now)) {
      if (mine != null) mailboxes.asMap().remove(grant.mailbox(), mine);
      return Duration.ZERO;
    }
    return Duration.between(now, until);
  }

  boolean everybodyWaits() {
    return everybody.isAfter(clock.instant());
  }

  private synchronized void everyone(Instant until) {
    everybody = later(everybody, until);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
