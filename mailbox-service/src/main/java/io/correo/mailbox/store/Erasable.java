package io.correo.mailbox.store;

import io.correo.events.MailboxId;

/// Holds something of mailboxes, and can drop it.
public interface Erasable {
  /// Drops everything of a mailbox. Safe to repeat.
  void erase(MailboxId mailbox);
}
