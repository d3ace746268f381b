package io.correo.events.stream;

import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.events.ThreadId;
import io.correo.events.UserId;
import java.time.Instant;

/// A conversation got its answer.
///
/// @param by `them` or `us`
/// @param afterSeconds since the message that was answered
public record ThreadAnsweredEvent(
    ThreadId thread,
    MailboxId mailbox,
    UserId owner,
    MessageId message,
    String by,
    long afterSeconds,
    Instant date) {}
