package io.correo.events.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.correo.events.MailboxId;
import io.correo.events.UserId;
import org.jspecify.annotations.Nullable;

/// Something happened to a connected mailbox as a whole.
///
/// @param messages how many messages were imported or healed, where that is what happened
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MailboxEvent(
    MailboxId mailbox, UserId owner, String provider, String address, @Nullable Long messages) {}
