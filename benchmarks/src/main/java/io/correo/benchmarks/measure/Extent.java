package io.correo.benchmarks.measure;

/// How long a run takes its time.
public enum Extent {
  /// Long enough for numbers one may quote.
  FULL,
  /// Seconds, to see that the measure itself works. Its numbers mean nothing.
  SHORT;

  public <T> T pick(T full, T brief) {
    return this == FULL ? full : brief;
  }

  /// Rounds of which the median is taken.
  public int rounds() {
    return pick(5, 2);
  }
}
