package io.correo.sync.ingest;

import io.correo.provider.ProviderException.Unavailable;
import io.correo.sync.schedule.Lease;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Does long work on a thread of its own while this one keeps an ear open for news of the same
/// mailbox: an import that waits for its budget does not make new mail wait.
final class Beside {
  private static final Duration LISTEN = Duration.ofMillis(250);

  private Beside() {}

  /// Returns when the work is done, however often news came in between. When the news fail the work
  /// is stopped, and the failure is thrown.
  static void news(Lease lease, Runnable work, Runnable news) {
    var task =
        new FutureTask<>(work, true) {
          @Override
          protected void done() {
            lease.nudge();
          }
        };
    var worker = Thread.ofVirtual().name("bulk-" + lease.mailbox()).start(task);
    try {
      while (!task.isDone()) {
        lease.awaitNudge(LISTEN);
        if (!task.isDone()) news.run();
      }
      task.get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) throw cause;
      throw new IllegalStateException(failure.getCause());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new Unavailable("stopped in the middle of a turn", stopping);
    } finally {
      stop(worker, task);
    }
  }

  private static void stop(Thread worker, FutureTask<?> task) {
    if (task.isDone()) return;
    task.cancel(true);
    var interrupted = false;
    while (worker.isAlive()) {
      try {
        worker.join();
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) Thread.currentThread().interrupt();
  }
}
