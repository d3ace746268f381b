package io.correo.sync.grant;

import io.correo.provider.Grant;
import io.correo.provider.ProviderException.GrantExpired;
import io.correo.provider.ProviderException.ReconnectRequired;
import io.correo.provider.ProviderException.Throttled;
import io.correo.provider.ProviderException.Unavailable;
import io.correo.sync.mailbox.Mailbox;
import io.correo.sync.mailbox.Mailboxes;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// Calls a provider for a mailbox: with a fresh grant, once more when the token was refused, and
/// telling everybody when the provider asks to wait or does not know us any more.
@Component
public class ProviderCalls {
  private final Grants grants;
  private final ImportBudget imports;
  private final Mailboxes mailboxes;

  ProviderCalls(Grants grants, ImportBudget imports, Mailboxes mailboxes) {
    this.grants = grants;
    this.imports = imports;
    this.mailboxes = mailboxes;
  }

  /// @param call safe to repeat
  public <T> T call(Mailbox mailbox, Purpose purpose, Function<Grant, T> call) {
    if (purpose == Purpose.IMPORT) imports.check(mailbox.provider());
    var grant = grants.hold(mailbox, purpose);
    try {
      return heard(mailbox, grant, call);
    } catch (GrantExpired refused) {
      grants.expired(mailbox.id(), grant.accessToken());
      try {
        return heard(mailbox, grants.hold(mailbox, purpose), call);
      } catch (GrantExpired again) {
        throw new Unavailable("a new access token was refused too", again);
      }
    }
  }

  private <T> T heard(Mailbox mailbox, Grant grant, Function<Grant, T> call) {
    try {
      return call.apply(grant);
    } catch (Throttled wait) {
      grants.toldToWait(mailbox, wait.retryAfter(), wait.wholeProject());
      throw wait;
    } catch (ReconnectRequired dead) {
      grants.letGo(mailbox.id());
      mailboxes.needReauthorization(mailbox.id(), String.valueOf(dead.getMessage()));
      throw dead;
    }
  }
}
