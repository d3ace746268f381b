package io.correo.sync.schedule;

import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The right to work on one mailbox, for one turn.
///
/// Its epoch is higher than that of every lease before, so whatever an earlier holder that was only
/// slow still writes is recognised as older, by our own store and by every reader of facts.
public final class Lease {
  private static final int SEQUENCES = 1 << 20;

  private final MailboxId mailbox;
  private final TenantId tenant;
  private final long epoch;
  private final boolean bulk;
  private final Semaphore nudged = new Semaphore(0);
  private volatile long wanted;
  private final int failures;
  private final AtomicInteger sequence = new AtomicInteger();
  private volatile boolean lost;

  Lease(Due due, long epoch) {
    this.mailbox = due.mailbox();
    this.tenant = due.tenant();
    this.epoch = epoch;
    this.bulk = due.bulk();
    this.wanted = due.wanted();
    this.failures = due.failures() + (due.holder() == null ? 0 : 1);
  }

  public MailboxId mailbox() {
    return mailbox;
  }

  public TenantId tenant() {
    return tenant;
  }

  public long epoch() {
    return epoch;
  }

  /// Whether this turn may do what takes long.
  public boolean bulk() {
    return bulk;
  }

  long wanted() {
    return wanted;
  }

  void serve(long newerWanted) {
    wanted = newerWanted;
  }

  /// Something may have happened: look.
  public void nudge() {
    nudged.release();
  }

  /// Waits until somebody seems to want the mailbox, or that long. Then ask [Schedule#isWanted].
  public void awaitNudge(Duration longest) throws InterruptedException {
    if (nudged.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) nudged.drainPermits();
  }

  /// How many turns in a row have failed before this one.
  public int failures() {
    return failures;
  }

  /// Sets revisions aside for a reading. Call it *before* the provider is asked: then an older
  /// reading never carries a newer revision, even when two go on side by side.
  ///
  /// @param most facts the reading can lead to
  public Revisions reserve(int most) {
    check();
    var first = sequence.getAndAdd(most);
    if (first + most > SEQUENCES) throw new IllegalStateException("a turn without end");
    return new Revisions(this, first, first + most);
  }

  void giveBack(int from, int end) {
    sequence.compareAndSet(end, from);
  }

  /// Room for so many more revisions; without it the turn ends and the next has a new epoch.
  public boolean hasRoomFor(int revisions) {
    return sequence.get() + revisions <= SEQUENCES;
  }

  /// @throws LeaseLost when somebody else holds the mailbox by now
  public void check() {
    if (lost) throw new LeaseLost(mailbox);
  }

  void lose() {
    lost = true;
  }
}
