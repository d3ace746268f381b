package io.correo.benchmarks.accept;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;

/// Where pushes go, and the process whose processor time they cost.
///
/// @param topic where what came through it is kept
record Door(String name, URI url, Pushes pushes, String topic, ProcessHandle process) {

  /// What a provider sends.
  @FunctionalInterface
  interface Pushes {

    /// @param n tells it from others
    HttpRequest push(URI door, long n);
  }

  HttpRequest push(long n) {
    return pushes.push(url, n);
  }

  /// What the process has used since its start; to 10 ms, as the kernel counts.
  Duration used() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
