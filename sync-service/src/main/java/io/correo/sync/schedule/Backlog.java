package io.correo.sync.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Mailboxes that wait for a worker.
///
/// @param due how many, counted up to 10,000
/// @param oldest since when the first of them is due; null when none is
public record Backlog(long due, @Nullable Instant oldest) {}
