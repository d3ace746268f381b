package io.correo.sync.schedule;

import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A mailbox that is due, as it stands in the schedule.
///
/// @param holder who holds it, perhaps no longer alive; null when nobody does
/// @param beat grows while the holder lives
record Due(
    MailboxId mailbox,
    TenantId tenant,
    boolean bulk,
    Instant dueAt,
    long epoch,
    @Nullable String holder,
    long beat,
    long wanted,
    int failures) {}
