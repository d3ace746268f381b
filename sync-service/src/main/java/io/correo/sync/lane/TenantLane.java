package io.correo.sync.lane;

import io.correo.events.TenantId;
import java.time.Instant;

/// A tenant that has connected a mailbox, and its lane.
///
/// @param moves grows with every move, so that one that was overtaken knows
/// @param moving its mailboxes are still being relabelled
/// @param since when it connected its first mailbox
record TenantLane(TenantId tenant, String lane, long moves, boolean moving, Instant since) {}
