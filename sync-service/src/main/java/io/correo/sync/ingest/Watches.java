package io.correo.sync.ingest;

import io.correo.provider.MailProviders;
import io.correo.provider.ProviderException.Gone;
import io.correo.provider.ProviderException.Refused;
import io.correo.provider.ProviderException.Unavailable;
import io.correo.sync.grant.ClientStates;
import io.correo.sync.grant.ProviderCalls;
import io.correo.sync.grant.Purpose;
import io.correo.sync.mailbox.Mailbox;
import io.correo.sync.schedule.Lease;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Keeps the provider telling us of changes. Renewed with margin and jitter, so that a million
/// watches begun in one hour do not end in one hour.
@Component
class Watches {
  private static final Logger log = LoggerFactory.getLogger(Watches.class);
  private static final Duration TRY_AGAIN = Duration.ofMinutes(5);

  private final MailProviders providers;
  private final ProviderCalls calls;
  private final ClientStates states;
  private final Positions positions;
  private final IngestSettings settings;
  private final Clock clock;

  Watches(
      MailProviders providers,
      ProviderCalls calls,
      ClientStates states,
      Positions positions,
      IngestSettings settings,
      Clock clock) {
    this.providers = providers;
    this.calls = calls;
    this.states = states;
    this.positions = positions;
    this.settings = settings;
    this.clock = clock;
  }

  void renewIfDue(Lease lease, Mailbox mailbox, Position position) {
    if (position.watch().isDue(clock.instant())) renew(lease, mailbox, position.watch());
  }

  /// A watch that cannot be had does not stop reading: until it can, the mailbox is polled.
  private void renew(Lease lease, Mailbox mailbox, Position.Watched before) {
    var source = providers.get(mailbox.provider()).source();
    var url = URI.create(settings.notificationUrl() + "/" + mailbox.provider());
    try {
      var watch =
          calls.call(
              mailbox,
              Purpose.SYNC,
              grant -> source.watch(grant, url, states.of(mailbox), before.id()));
      positions.watched(lease, watch, dueAt(watch.expiresAt()), before.asked());
    } catch (Refused | Unavailable | Gone failure) {
      log.warn("{} is not watched, only polled: {}", mailbox.id(), failure.getMessage());
      positions.notWatched(lease, clock.instant().plus(TRY_AGAIN), before.asked());
    }
  }

  private Instant dueAt(Instant expiresAt) {
    var jitter = ThreadLocalRandom.current().nextLong(settings.watchMargin().toMillis() / 2 + 1);
    var dueAt = expiresAt.minus(settings.watchMargin()).minusMillis(jitter);
    var soonest = clock.instant().plus(TRY_AGAIN);
    return dueAt.isBefore(soonest) ? soonest : dueAt;
  }
}
