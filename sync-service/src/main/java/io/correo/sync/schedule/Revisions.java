package io.correo.sync.schedule;

import io.correo.events.Revision;

/// Revisions for the facts of one reading, set aside before the reading began. Another reading of
/// the mailbox may go on beside it: whatever begins later has higher ones. Used by one thread.
public final class Revisions {
  private final Lease lease;
  private final int end;
  private int next;

  Revisions(Lease lease, int first, int end) {
    this.lease = lease;
    this.next = first;
    this.end = end;
  }

  /// @throws LeaseLost when somebody else holds the mailbox by now
  public Revision next() {
    lease.check();
    if (next == end) throw new IllegalStateException("a reading told more than it could have read");
    return Revision.of(lease.epoch(), next++);
  }
}
