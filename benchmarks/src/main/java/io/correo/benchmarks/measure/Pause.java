package io.correo.benchmarks.measure;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Waiting, in a program that measures time and so may.
public final class Pause {
  private Pause() {}

  public static void of(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// Looks again and again.
  ///
  /// @param search gives null as long as there is nothing to be found
  /// @return what was found; null when nothing was in time
  public static <T> @Nullable T find(Duration longest, Duration look, Supplier<T> search) {
    var end = System.nanoTime() + longest.toNanos();
    var found = search.get();
    while (found == null && System.nanoTime() < end) {
      of(look);
      found = search.get();
    }
    return found;
  }

  /// Looks again and again.
  ///
  /// @return whether it became true in time
  public static boolean until(Duration longest, Duration look, BooleanSupplier condition) {
    return find(longest, look, () -> condition.getAsBoolean() ? true : null) != null;
  }
}
