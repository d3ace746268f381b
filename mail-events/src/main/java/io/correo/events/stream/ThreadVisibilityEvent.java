package io.correo.events.stream;

import io.correo.events.MailboxId;
import io.correo.events.ThreadId;
import io.correo.events.UserId;
import io.correo.events.Visibility;

/// Colleagues and modules may now see this much of a conversation.
public record ThreadVisibilityEvent(
    ThreadId thread, MailboxId mailbox, UserId owner, Visibility visibility) {}
