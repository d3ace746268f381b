package io.correo.e2e;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// Does several things at once.
final class Together {
  private Together() {}

  /// Until all are done.
  ///
  /// @throws ExecutionException when one of them failed, with what it failed with
  static void run(List<Runnable> tasks) throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running =
          tasks.stream()
              .map(it -> CompletableFuture.runAsync(it, threads))
              .toArray(CompletableFuture[]::new);
      CompletableFuture.allOf(running).get();
    }
  }
}
