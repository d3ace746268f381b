package io.correo.sync.ingest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far sync has come with a mailbox, beside its cursors.
///
/// @param prepared cursors are taken, so whatever comes from now on is told
/// @param imported all that was there before is told
/// @param paused the user asked the import to wait
/// @param pageToken where the import goes on; null for its beginning
/// @param done messages the import has been through
/// @param total messages there are, an estimate
/// @param startedAt when the import began
/// @param watchUntil when the provider stops telling us; null when it does not tell
/// @param watchDueAt when the watch is renewed
/// @param foldersDueAt when folders are read again
/// @param syncedAt when the last reading began after which nothing was left to tell
/// @param replaying the ledger is being told again
/// @param replayAfter id of the message after which that goes on; null for its beginning
public record Position(
    boolean prepared,
    boolean imported,
    boolean paused,
    @Nullable String pageToken,
    long done,
    long total,
    @Nullable Instant startedAt,
    @Nullable Instant watchUntil,
    @Nullable Instant watchDueAt,
    @Nullable Instant foldersDueAt,
    @Nullable Instant syncedAt,
    boolean replaying,
    @Nullable String replayAfter) {
  /// Whether an import has something to do now.
  boolean importing() {
    return prepared && !imported && !paused;
  }
}
