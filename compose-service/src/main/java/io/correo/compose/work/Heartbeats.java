package io.correo.compose.work;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Judges who died, by our own monotonic clock over a heartbeat that does not move: clocks of two
/// machines are never compared.
public final class Heartbeats {
  private static final int KEPT = 10_000;

  private final long patience;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  /// @param patience who is silent for this long is taken for dead
  public Heartbeats(Duration patience) {
    this.patience = patience.toNanos();
  }

  /// Whether this beat has been the last one for longer than our patience.
  public boolean isSilent(String who, String beat) {
    var now = System.nanoTime();
    if (seen.size() > KEPT) seen.values().removeIf(s -> now - s.since() > 10 * patience);
    var last =
        seen.merge(who, new Seen(beat, now), (old, fresh) -> old.beat().equals(beat) ? old : fresh);
    return now - last.since() > patience;
  }

  public void forget(String who) {
    seen.remove(who);
  }

  private record Seen(String beat, long since) {}
}
