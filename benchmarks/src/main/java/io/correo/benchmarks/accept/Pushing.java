package io.correo.benchmarks.accept;

import io.correo.benchmarks.load.Latencies;
import io.correo.benchmarks.load.OpenLoop;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicLong;

/// Pushes at a steady rate to one door, as many at a time as it takes.
final class Pushing implements AutoCloseable {
  /// With so many unanswered the door does not keep up, and more would only use up sockets.
  private static final int MOST_OPEN = 2_000;

  private final Kept kept;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final AtomicLong numbers = new AtomicLong();

  Pushing(Kept kept) {
    this.kept = kept;
  }

  /// Returns when the last push is answered, or given up.
  ///
  /// @throws IllegalStateException when more was answered with a 2xx than is kept
  Round round(Door door, OpenLoop loop) {
    var latencies = new Latencies();
    var taken = new AtomicLong();
    var open = new Phaser(1);
    var keptBefore = kept.on(door.topic());
    var usedBefore = door.used();
    loop.run(
        (_, intended) -> {
          if (open.getUnarrivedParties() > MOST_OPEN) return;
          open.register();
          var _ =
              send(door)
                  .thenAccept(
                      well -> {
                        latencies.record(System.nanoTime() - intended);
                        if (well) taken.incrementAndGet();
                        open.arriveAndDeregister();
                      });
        });
    open.arriveAndAwaitAdvance();
    var cost = door.used().minus(usedBefore).toNanos() / 1e6 / loop.count();
    var newlyKept = kept.on(door.topic()) - keptBefore;
    if (newlyKept < taken.get()) {
      throw new IllegalStateException(
          "%s took %d pushes and kept %d".formatted(door.name(), taken.get(), newlyKept));
    }
    return new Round(
        loop.perSecond(), latencies.p50(), latencies.p99(), loop.count() - taken.get(), cost);
  }

  private CompletableFuture<Boolean> send(Door door) {
    var push = door.push(numbers.getAndIncrement());
    return http.sendAsync(push, BodyHandlers.discarding())
        .handle((answer, failure) -> failure == null && answer.statusCode() / 100 == 2);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
