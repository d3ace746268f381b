package io.correo.compose.work;

import io.correo.service.messaging.Outage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds due work when told, and once a tick besides; does it side by side on virtual threads, a
/// bounded number at a time, never the same piece twice at once in this instance.
public final class WorkLoop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WorkLoop.class);

  /// What is due; asked for at most `max` pieces.
  @FunctionalInterface
  public interface Due {
    List<String> find(Instant now, int max);
  }

  @FunctionalInterface
  public interface Work {
    void run(String id);
  }

  private final String name;
  private final Clock clock;
  private final Duration tick;
  private final int parallel;
  private final Due due;
  private final Work work;
  private final Semaphore slots;
  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition told = lock.newCondition();
  private final PriorityQueue<Instant> appointments = new PriorityQueue<>();
  private volatile boolean open = true;

  public WorkLoop(String name, Clock clock, Duration tick, int parallel, Due due, Work work) {
    this.name = name;
    this.clock = clock;
    this.tick = tick;
    this.parallel = parallel;
    this.due = due;
    this.work = work;
    this.slots = new Semaphore(parallel);
  }

  /// @param first done before any work is looked for
  public void start(Runnable first) {
    Thread.ofVirtual().name(name).start(() -> loop(first));
  }

  /// There is, or will be, something to do then.
  public void wakeAt(Instant when) {
    lock.lock();
    try {
      appointments.add(when);
      told.signal();
    } finally {
      lock.unlock();
    }
  }

  private void loop(Runnable first) {
    var ready = false;
    while (open) {
      try {
        if (!ready) first.run();
        ready = true;
        for (var id : due.find(clock.instant(), 4 * parallel)) begin(id);
        await();
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException outage) {
        if (!open) return;
        // Store or broker are down: nothing is lost, we look again.
        log.warn("{}: cannot look for work now", name, outage);
        pause();
      }
    }
  }

  private void begin(String id) throws InterruptedException {
    if (!running.add(id)) return;
    slots.acquire();
    threads.execute(
        () -> {
          try {
            if (open) work.run(id);
          } catch (Outage outage) {
            log.warn("{}: {} has to wait", name, id, outage);
          } catch (RuntimeException failure) {
            log.error("{}: {} failed; it is tried again", name, id, failure);
          } finally {
            running.remove(id);
            slots.release();
          }
        });
  }

  private void await() throws InterruptedException {
    lock.lock();
    try {
      var now = clock.instant();
      var wait = tick;
      while (!appointments.isEmpty() && !appointments.peek().isAfter(now)) {
        appointments.poll();
        wait = Duration.ZERO;
      }
      var next = appointments.peek();
      if (next != null && next.isBefore(now.plus(wait))) wait = Duration.between(now, next);
      if (wait.isPositive() && told.await(wait.toNanos(), TimeUnit.NANOSECONDS)) return;
    } finally {
      lock.unlock();
    }
  }

  private void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(tick.toNanos());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      open = false;
    }
  }

  /// Begins nothing more and waits for what is under way, a while.
  @Override
  public void close() {
    open = false;
    wakeAt(Instant.EPOCH);
    threads.shutdown();
    try {
      if (!threads.awaitTermination(5, TimeUnit.SECONDS)) threads.shutdownNow();
    } catch (InterruptedException stopping) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
