package io.correo.simulator.mail;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Does things later, each on a thread of its own, until the simulator stops.
public final class Later implements AutoCloseable {

  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("simulator-later").factory());

  public void after(Duration delay, Runnable task) {
    try {
      var _ =
          clockwork.schedule(
              () -> Thread.startVirtualThread(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException stopped) {
      // What was to happen after the end does not happen.
    }
  }

  public void now(Runnable task) {
    Thread.startVirtualThread(task);
  }

  @Override
  public void close() {
    clockwork.shutdownNow();
  }
}
