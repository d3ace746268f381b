package io.correo.compose.send;

import java.util.concurrent.atomic.AtomicInteger;

/// Counts the points at which a process touches the world, and lets it die at one of them. A dead
/// process touches nothing any more.
final class Fuse {
  private final int burnsAt;
  private final AtomicInteger points = new AtomicInteger();
  private volatile boolean dead;

  /// @param burnsAt 0 for never
  Fuse(int burnsAt) {
    this.burnsAt = burnsAt;
  }

  void point() {
    if (dead) throw new Crash();
    if (points.incrementAndGet() == burnsAt) {
      dead = true;
      throw new Crash();
    }
  }

  boolean burnt() {
    return dead;
  }
}
