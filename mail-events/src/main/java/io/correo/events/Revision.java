package io.correo.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// When, in the order sync-service read a mailbox, something was true. Taken *before* the provider
/// is read, so an older reading never beats a newer one. Compare; do not count.
///
/// The epoch of the lease is in the high bits, a sequence in the low 20: 51 bits until the year
/// 2106, so that a JSON reader with doubles keeps every digit.
public record Revision(@JsonValue long value) implements Comparable<Revision> {
  private static final int SEQUENCE_BITS = 20;

  /// Older than every reading.
  public static final Revision NONE = new Revision(0);

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Revision {
    if (value < 0) throw new IllegalArgumentException("revision is negative");
  }

  /// @param epoch of the lease: max(stored + 1, wall-clock seconds)
  /// @param sequence within the lease, from 0; a lease that ran out of them takes a new epoch
  public static Revision of(long epoch, int sequence) {
    if (sequence < 0 || sequence >= 1 << SEQUENCE_BITS) {
      throw new IllegalArgumentException("sequence %d is out of range".formatted(sequence));
    }
    return new Revision((epoch << SEQUENCE_BITS) | sequence);
  }

  public long epoch() {
    return value >>> SEQUENCE_BITS;
  }

  /// Older than this one, and newer than everything that was older already.
  Revision justBefore() {
    return new Revision(Math.max(0, value - 1));
  }

  public boolean isAfter(Revision other) {
    return value > other.value;
  }

  @Override
  public int compareTo(Revision other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
