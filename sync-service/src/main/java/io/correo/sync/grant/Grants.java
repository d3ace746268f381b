package io.correo.sync.grant;

import io.correo.events.MailboxId;
import io.correo.provider.Grant;
import io.correo.provider.MailConsent;
import io.correo.provider.ProviderException.ReconnectRequired;
import io.correo.sync.mailbox.Mailbox;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Leases the right to call a provider. Refresh tokens never leave this package.
@Component
public class Grants {
  private final HeldTokens tokens;
  private final Refresh refresh;
  private final HeldLeases leases;
  private final Throttles throttles;
  private final Budgets budgets;
  private final GrantSettings settings;
  private final Clock clock;

  Grants(
      HeldTokens tokens,
      Refresh refresh,
      HeldLeases leases,
      Throttles throttles,
      Budgets budgets,
      GrantSettings settings,
      Clock clock) {
    this.tokens = tokens;
    this.refresh = refresh;
    this.leases = leases;
    this.throttles = throttles;
    this.budgets = budgets;
    this.settings = settings;
    this.clock = clock;
  }

  /// A grant for a short while.
  ///
  /// @throws io.correo.provider.ProviderException says why there is none now
  public Grant.UserConsent lease(Mailbox mailbox, Purpose purpose) {
    if (!mailbox.isConnected()) {
      throw new ReconnectRequired(
          Objects.requireNonNullElse(mailbox.problem(), "the mailbox is not connected"));
    }
    throttles.check(mailbox);
    return grant(mailbox, purpose, refresh.fresh(mailbox));
  }

  /// The same for this service's own calls, of which many follow one another: what was found holds
  /// for a moment.
  Grant.UserConsent hold(Mailbox mailbox, Purpose purpose) {
    return mailbox.isConnected()
        ? leases.of(mailbox.id(), purpose, () -> lease(mailbox, purpose))
        : lease(mailbox, purpose);
  }

  /// What is held of it holds no more.
  void letGo(MailboxId mailbox) {
    leases.forget(mailbox);
  }

  /// The provider does not want to be called for a while, for this mailbox or for any.
  void toldToWait(Mailbox mailbox, Duration wait, boolean wholeProject) {
    throttles.remember(mailbox, wait, wholeProject);
    if (wholeProject) leases.forgetAll();
    else leases.forget(mailbox.id());
  }

  /// For the last calls of a mailbox that is being disconnected.
  public Grant.UserConsent leaseForFarewell(Mailbox mailbox) {
    return grant(mailbox, Purpose.SYNC, refresh.fresh(mailbox));
  }

  private Grant.UserConsent grant(Mailbox mailbox, Purpose purpose, HeldTokens.Held held) {
    var latest = clock.instant().plus(settings.lifetime());
    var until = held.expiresAt().isBefore(latest) ? held.expiresAt() : latest;
    return new Grant.UserConsent(
        mailbox.id(),
        mailbox.account(),
        held.accessToken(),
        until,
        budgets.of(purpose, mailbox.provider(), held));
  }

  void usedBy(MailboxId mailbox, Purpose purpose) {
    tokens.usedBy(mailbox, purpose);
  }

  /// The user has agreed.
  public void put(Mailbox mailbox, MailConsent.Tokens consented) {
    tokens.put(mailbox, consented);
    throttles.forget(mailbox);
    leases.forget(mailbox.id());
  }

  /// Somebody met a refusal with this access token: the next lease brings another.
  public void expired(MailboxId mailbox, String accessToken) {
    expiredHash(mailbox, HeldTokens.hash(accessToken));
  }

  void expiredHash(MailboxId mailbox, @Nullable String accessHash) {
    tokens.expire(mailbox, accessHash);
    leases.forget(mailbox);
  }

  /// Gives the consent back to the provider; null when there is none.
  public @Nullable String refreshToken(Mailbox mailbox) {
    var held = tokens.find(mailbox);
    return held == null || held.refreshToken().isEmpty() ? null : held.refreshToken();
  }

  public TokenState token(Mailbox mailbox) {
    if (!tokens.has(mailbox.id())) return TokenState.MISSING;
    return mailbox.isConnected() ? TokenState.VALID : TokenState.REFUSED;
  }

  /// What a mailbox of this provider may do in a minute.
  public int unitsPerMinute(String provider) {
    return budgets.limit(provider).unitsPerMinute();
  }

  public void forget(Mailbox mailbox) {
    tokens.remove(mailbox.id());
    throttles.forget(mailbox);
    leases.forget(mailbox.id());
  }
}
