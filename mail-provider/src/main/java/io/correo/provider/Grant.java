package io.correo.provider;

import io.correo.events.MailboxId;
import java.time.Instant;

/// The right to call the provider for one mailbox for a while. Leased by sync-service.
public sealed interface Grant {
  MailboxId mailbox();

  /// How the provider names the user: for `/users/{account}`, never `me`.
  String account();

  /// How much of the mailbox's call budget this grant may spend.
  Budget budget();

  /// The user agreed by OAuth.
  record UserConsent(
      MailboxId mailbox, String account, String accessToken, Instant expiresAt, Budget budget)
      implements Grant {
    @Override
    public String toString() {
      return "UserConsent[%s, until %s]".formatted(mailbox, expiresAt);
    }
  }
}
