package io.correo.sync.schedule;

import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import io.correo.sync.schedule.Turn.Next;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The turns of this instance: each on a virtual thread of its own, one per mailbox, kept alive by
/// heartbeats. One slow mailbox holds one thread and nobody else.
final class Workers {
  private static final Logger log = LoggerFactory.getLogger(Workers.class);

  private final String holder = UUID.randomUUID().toString();
  private final Map<MailboxId, Lease> running;
  private final Map<MailboxId, Thread> threads = new ConcurrentHashMap<>();
  private final Schedule schedule;
  private final Turn turn;
  private final Alarm alarm;
  private final ScheduleSettings settings;
  private final Clock clock;
  private final MeterRegistry meters;

  Workers(
      Schedule schedule,
      Turn turn,
      Alarm alarm,
      ScheduleSettings settings,
      Clock clock,
      MeterRegistry meters) {
    this.schedule = schedule;
    this.turn = turn;
    this.alarm = alarm;
    this.running = alarm.running();
    this.settings = settings;
    this.clock = clock;
    this.meters = meters;
    meters.gauge("correo.turns.running", running, Map::size);
  }

  String holder() {
    return holder;
  }

  int running() {
    return running.size();
  }

  boolean isRunning(MailboxId mailbox) {
    return running.containsKey(mailbox);
  }

  /// Turns that may still be begun now.
  int free(boolean bulk) {
    var free = settings.concurrent() - running.size();
    if (!bulk) return free;
    var atWork = running.values().stream().filter(Lease::bulk).count();
    return Math.min(free, settings.bulk() - (int) atWork);
  }

  Map<TenantId, Integer> perTenant() {
    var count = new HashMap<TenantId, Integer>();
    for (var lease : running.values()) count.merge(lease.tenant(), 1, Integer::sum);
    return count;
  }

  /// Begins a turn, unless somebody else was faster.
  boolean begin(Due due) {
    var lease = schedule.claim(due, holder, hiddenUntil());
    if (lease == null) return false;
    running.put(due.mailbox(), lease);
    var thread = Thread.ofVirtual().name("turn-" + due.mailbox()).unstarted(() -> run(lease));
    threads.put(due.mailbox(), thread);
    thread.start();
    return true;
  }

  /// Ends the turns at work where they are; what they were about to do stays due.
  void hurry() {
    threads.values().forEach(Thread::interrupt);
  }

  void beat() {
    for (var lease : running.values()) {
      switch (schedule.beat(lease, hiddenUntil())) {
        case LOST -> lease.lose();
        // Another instance heard that the mailbox is wanted.
        case WANTED -> lease.nudge();
        case HELD -> {}
      }
    }
  }

  boolean isIdle() {
    return running.isEmpty();
  }

  private void run(Lease lease) {
    try {
      var next = turn.take(lease);
      finish(lease, next);
    } catch (LeaseLost somebodyElseHasIt) {
      log.info("{}: {}", lease.mailbox(), somebodyElseHasIt.getMessage());
    } catch (RuntimeException failure) {
      log.warn("A turn of {} failed and is repeated", lease.mailbox(), failure);
      fail(lease, failure.getClass().getSimpleName());
    } finally {
      threads.remove(lease.mailbox());
      running.remove(lease.mailbox());
      alarm.ring();
    }
  }

  private void finish(Lease lease, Next next) {
    log.debug("{} with epoch {}: {}", lease.mailbox(), lease.epoch(), next);
    calm(lease);
    switch (next) {
      case Next.At(var dueAt) -> schedule.release(lease, dueAt, false);
      case Next.More() -> schedule.release(lease, clock.instant(), true);
      case Next.After(var pause) -> schedule.postpone(lease, clock.instant().plus(pause));
      case Next.Never() -> schedule.releaseForGood(lease);
      case Next.Gone() -> schedule.remove(lease);
      case Next.Failed(var why) -> {
        log.info("{} is tried again later: {}", lease.mailbox(), why);
        fail(lease, why);
      }
    }
  }

  private void fail(Lease lease, String why) {
    calm(lease);
    meters.counter("correo.turns.failed").increment();
    try {
      schedule.fail(lease, clock.instant().plus(backOff(lease.failures())), why);
    } catch (RuntimeException storeDown) {
      // Nobody renews the lease from here on, so it is claimed again once it is judged dead.
      log.warn("{} could not be given back", lease.mailbox(), storeDown);
    }
  }

  /// A turn that was told to hurry is given back all the same, which takes a call of the store.
  private static void calm(Lease lease) {
    if (Thread.interrupted()) log.debug("{} ended in a hurry", lease.mailbox());
  }

  private Duration backOff(int failures) {
    var longest = settings.retryLongest().toMillis();
    var wait = Math.min(longest, settings.retryFirst().toMillis() << Math.min(failures, 20));
    return Duration.ofMillis(wait / 2 + ThreadLocalRandom.current().nextLong(wait / 2 + 1));
  }

  private Instant hiddenUntil() {
    return clock.instant().plus(settings.lease());
  }
}
