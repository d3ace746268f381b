package io.correo.events.stream;

import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.events.ThreadId;
import io.correo.events.UserId;
import java.util.List;

/// How a message is marked and filed now.
///
/// @param folders names of the roles it is in, sorted: `inbox starred sent trash archive spam`
public record MessageStateEvent(
    MessageId message,
    ThreadId thread,
    MailboxId mailbox,
    UserId owner,
    boolean unread,
    boolean starred,
    List<String> folders) {}
