package io.correo.sync.account;

import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import io.correo.events.UserId;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// A user on the way to the provider's consent page and back.
///
/// @param state random, single use: what comes back with the consent
/// @param verifier proves that who redeems the code asked for it (RFC 7636)
/// @param again the mailbox to authorise anew; null for a new one
/// @param code the provider's answer; null before it, and after a refusal
/// @param step how far it has come
/// @param made the mailbox it led to
record Connection(
    String state,
    TenantId tenant,
    UserId user,
    String provider,
    URI returnTo,
    String verifier,
    @Nullable MailboxId again,
    @Nullable String code,
    @Nullable String refusal,
    Step step,
    @Nullable MailboxId made) {
  enum Step {
    /// The user is at the provider.
    ASKED,
    /// The provider has answered.
    ANSWERED,
    /// The code is being redeemed, once.
    REDEEMING,
    /// Done; completing it again gives the same mailbox.
    DONE
  }

  @Override
  public String toString() {
    return "Connection[%s, %s, %s]".formatted(tenant, provider, step);
  }
}
