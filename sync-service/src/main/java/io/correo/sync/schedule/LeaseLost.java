package io.correo.sync.schedule;

import io.correo.events.MailboxId;
import java.io.Serial;

/// Somebody else works on the mailbox by now: stop at once, write nothing more.
public final class LeaseLost extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public LeaseLost(MailboxId mailbox) {
    super("the lease of " + mailbox + " is lost");
  }
}
