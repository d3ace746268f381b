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
/// @param watch what makes the provider tell us
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
    Watched watch,
    @Nullable Instant foldersDueAt,
    @Nullable Instant syncedAt,
    boolean replaying,
    @Nullable String replayAfter) {
  /// @param id the provider's name of the watch; null when it has none, or there is no watch
  /// @param until when the provider stops telling us; null when it does not tell
  /// @param dueAt when the watch is renewed; null when there was none yet
  /// @param asked how often the provider said that something is wrong with it
  /// @param heeded of those, how many had been said before it was last renewed
  record Watched(
      @Nullable String id,
      @Nullable Instant until,
      @Nullable Instant dueAt,
      long asked,
      long heeded) {
    boolean isDue(Instant now) {
      return dueAt == null || !dueAt.isAfter(now) || asked > heeded;
    }
  }

  /// When the provider stops telling us; null when it does not tell.
  public @Nullable Instant watchUntil() {
    return watch.until();
  }

  /// Whether an import has something to do now.
  boolean importing() {
    return prepared && !imported && !paused;
  }
}
