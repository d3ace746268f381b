package io.correo.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Begins something at a steady rate whether or not earlier ones have ended, as the world outside
/// does. Whoever measures counts from the intended time, so that a late beginning is not forgiven.
public record OpenLoop(double perSecond, Duration time) {

  /// Something that is begun and not waited for.
  @FunctionalInterface
  public interface Begin {

    /// @param n counts from 0
    /// @param intended the [System#nanoTime()] it should begin at
    void begin(long n, long intended);
  }

  /// How many there will be.
  public long count() {
    return Math.max(1, Math.round(perSecond * time.toNanos() / 1e9));
  }

  /// Returns when the last is begun.
  public void run(Begin what) {
    var start = System.nanoTime();
    var count = count();
    for (long n = 0; n < count; n++) {
      var intended = start + (long) (n * 1e9 / perSecond);
      for (var early = intended - System.nanoTime();
          early > 0;
          early = intended - System.nanoTime()) {
        LockSupport.parkNanos(early);
      }
      what.begin(n, intended);
    }
  }
}
