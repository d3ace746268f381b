package io.correo.sync.schedule;

import io.correo.events.MailboxId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Wakes whoever must hear of a wanted mailbox in this instance: the turn that is at work on it, or
/// the dispatcher. Rung many times before it wakes, it wakes once.
@Component
class Alarm {
  private final Map<MailboxId, Lease> running = new ConcurrentHashMap<>();
  private final Semaphore rung = new Semaphore(0);

  /// The turns at work in this instance.
  Map<MailboxId, Lease> running() {
    return running;
  }

  void ring(MailboxId mailbox) {
    var lease = running.get(mailbox);
    if (lease != null) lease.nudge();
    ring();
  }

  void ring() {
    rung.release();
  }

  void await(Duration longest) throws InterruptedException {
    if (rung.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) rung.drainPermits();
  }
}
