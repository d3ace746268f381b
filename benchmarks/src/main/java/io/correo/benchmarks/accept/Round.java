package io.correo.benchmarks.accept;

/// What one round of pushes showed.
///
/// @param p50 milliseconds from the intended time to the answer
/// @param p99 likewise
/// @param refused pushes that were not answered with a 2xx
/// @param cost milliseconds of processor time of the process behind the door, for each push
record Round(double perSecond, double p50, double p99, long refused, double cost) {
  /// A push that is answered later than this shows that more come than can be taken.
  private static final double LATE = 500;

  boolean isHeld() {
    return refused == 0 && p99 <= LATE;
  }
}
