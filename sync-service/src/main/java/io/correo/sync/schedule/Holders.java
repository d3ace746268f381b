package io.correo.sync.schedule;

import io.correo.events.MailboxId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Judges whether another holder is dead: by our own monotonic clock over a heartbeat that does not
/// change, because clocks of two machines may differ by hours. Used by one thread.
final class Holders {
  private final Map<MailboxId, Seen> seen = new HashMap<>();
  private final Duration lease;

  Holders(Duration lease) {
    this.lease = lease;
  }

  private record Seen(long epoch, long beat, long since) {}

  boolean isDead(Due due, long nanoTime) {
    var before = seen.get(due.mailbox());
    if (before == null || before.epoch() != due.epoch() || before.beat() != due.beat()) {
      seen.put(due.mailbox(), new Seen(due.epoch(), due.beat(), nanoTime));
      return false;
    }
    return nanoTime - before.since() >= lease.toNanos();
  }

  /// Forgets all but those that are still due and held.
  void keepOnly(Set<MailboxId> held) {
    seen.keySet().retainAll(held);
  }
}
