package io.correo.sync.schedule;

import io.correo.events.Revision;

/// Revisions for the facts of one reading, set aside before the reading began. Another reading of
/// the mailbox may go on beside it: whatever begins later has higher ones. Used by one thread.
public final class Revisions {
  private final Lease lease;
  private int end;
  private int next;

  Revisions(Lease lease, int first, int end) {
    this.lease = lease;
    this.next = first;
    this.end = end;
  }

  /// Whether something was told by a reading that began later than this one. Which of the two
  /// looked later, nobody knows.
  public boolean areOlderThan(Revision told) {
    return told.isAfter(Revision.of(lease.epoch(), next));
  }

  /// The reading is told: what it did not need is there for the next, unless somebody has set
  /// others aside since. So a turn may read thousands of parts in which nothing happened.
  public void giveBack() {
    lease.giveBack(next, end);
    end = next;
  }

  /// @throws LeaseLost when somebody else holds the mailbox by now
  public Revision next() {
    lease.check();
    if (next == end) throw new IllegalStateException("a reading told more than it could have read");
    return Revision.of(lease.epoch(), next++);
  }
}
