package io.correo.compose.account;

import io.correo.events.MailboxId;
import io.correo.provider.Grant;
import io.correo.provider.ProviderException;

/// The right to call a mailbox's provider for a while.
public interface Grants {

  /// A grant good for at least one more call.
  ///
  /// @throws ProviderException.ReconnectRequired when only the user can help
  /// @throws ProviderException.Throttled when the provider asked everybody to wait
  /// @throws ProviderException.Unavailable when there is none to get at the moment
  Lease lease(MailboxId mailbox);

  /// Somebody met a 401: the next lease is a new one.
  void expired(MailboxId mailbox);

  /// The provider asked to wait.
  void throttled(MailboxId mailbox, ProviderException.Throttled wait);

  /// Something new is to be read from the mailbox. A hint: sync finds it by itself too.
  void wake(MailboxId mailbox);

  /// @param provider name of the adapter to call with it
  record Lease(String provider, Grant grant) {}
}
