package io.correo.sync.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a mailbox stands in the schedule, for people.
///
/// @param wantedSince since when somebody waits for news of it; null when nobody does
/// @param failures turns that have failed in a row
/// @param problem why the last of them did; null once a turn went well
public record Standing(@Nullable Instant wantedSince, int failures, @Nullable Problem problem) {
  /// @param why in the words of whoever refused
  public record Problem(Instant at, String why) {}
}
