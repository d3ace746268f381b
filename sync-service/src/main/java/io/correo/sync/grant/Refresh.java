package io.correo.sync.grant;

import io.correo.provider.MailConsent;
import io.correo.provider.MailProviders;
import io.correo.provider.ProviderException.ReconnectRequired;
import io.correo.provider.ProviderException.Unavailable;
import io.correo.sync.mailbox.Mailbox;
import io.correo.sync.mailbox.Mailboxes;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/// Gets a new access token, once for all who ask at the same time: within this instance by a lock,
/// between instances by a claim on the stored token. The newest token wins.
@Component
class Refresh {
  private static final int STRIPES = 256;
  private static final long LOOK_AGAIN_MS = 50;

  private final ReentrantLock[] locks = new ReentrantLock[STRIPES];
  private final HeldTokens tokens;
  private final Mailboxes mailboxes;
  private final MailProviders providers;
  private final GrantSettings settings;
  private final Clock clock;
  private final MeterRegistry meters;

  Refresh(
      HeldTokens tokens,
      Mailboxes mailboxes,
      MailProviders providers,
      GrantSettings settings,
      Clock clock,
      MeterRegistry meters) {
    this.tokens = tokens;
    this.mailboxes = mailboxes;
    this.providers = providers;
    this.settings = settings;
    this.clock = clock;
    this.meters = meters;
    Arrays.setAll(locks, _ -> new ReentrantLock());
  }

  /// The tokens of a mailbox, refreshed if they end soon.
  ///
  /// @throws ReconnectRequired when only the user can help; the mailbox says so by then
  HeldTokens.Held fresh(Mailbox mailbox) {
    var held = find(mailbox);
    if (isFresh(held)) return held;
    var lock = locks[Math.floorMod(mailbox.id().hashCode(), STRIPES)];
    lock.lock();
    try {
      return refreshed(mailbox);
    } finally {
      lock.unlock();
    }
  }

  private HeldTokens.Held refreshed(Mailbox mailbox) {
    var me = UUID.randomUUID().toString();
    var waitingFor = "";
    var since = System.nanoTime();
    while (true) {
      var held = find(mailbox);
      if (isFresh(held)) return held;
      var other = held.refreshing();
      if (other != null && !other.equals(waitingFor)) {
        waitingFor = other;
        since = System.nanoTime();
      }
      var patient = System.nanoTime() - since < settings.refreshPatience().toNanos();
      if (other != null && patient) {
        pause();
      } else if (tokens.claim(mailbox.id(), held, me)) {
        refresh(mailbox, held, me);
      }
    }
  }

  private void refresh(Mailbox mailbox, HeldTokens.Held held, String me) {
    MailConsent.Tokens fresh;
    try {
      fresh = providers.get(mailbox.provider()).consent().refresh(held.refreshToken());
    } catch (ReconnectRequired dead) {
      // The user may have agreed anew while we asked, or another instance was given newer ones: the
      // refusal is about an old token then.
      if (!tokens.bury(mailbox.id(), held.version())) return;
      mailboxes.needReauthorization(mailbox.id(), String.valueOf(dead.getMessage()));
      throw dead;
    } catch (RuntimeException failure) {
      tokens.unclaim(mailbox.id(), me);
      throw failure;
    }
    meters.counter("correo.tokens.refreshed", "provider", mailbox.provider()).increment();
    if (!tokens.replace(mailbox, held.version(), fresh)) tokens.unclaim(mailbox.id(), me);
  }

  private HeldTokens.Held find(Mailbox mailbox) {
    var held = tokens.find(mailbox);
    if (held == null) throw new ReconnectRequired("there is no grant for this mailbox");
    if (held.dead()) {
      // Said again, for whoever died between burying the tokens and saying so. Announced once.
      var problem = "the mail provider no longer accepts the consent";
      mailboxes.needReauthorization(mailbox.id(), problem);
      throw new ReconnectRequired(problem);
    }
    return held;
  }

  private boolean isFresh(HeldTokens.Held held) {
    return clock.instant().plus(settings.margin()).isBefore(held.expiresAt());
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN_MS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new Unavailable("stopped while a token was refreshed", stopping);
    }
  }
}
