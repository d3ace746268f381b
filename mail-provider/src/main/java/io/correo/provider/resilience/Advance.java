package io.correo.provider.resilience;

import java.util.concurrent.atomic.AtomicInteger;

/// What somebody who was silent may spend before it is due, once: a beginning is fast, and the pace
/// that follows makes up for it.
final class Advance {
  private final AtomicInteger left;

  Advance(int units) {
    this.left = new AtomicInteger(units);
  }

  boolean take(int units) {
    return left.getAndUpdate(it -> it < units ? it : it - units) >= units;
  }
}
