package io.correo.events.stream;

import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.events.ThreadId;
import io.correo.events.UserId;

/// A message the provider no longer has.
public record MessageGoneEvent(
    MessageId message, ThreadId thread, MailboxId mailbox, UserId owner) {}
