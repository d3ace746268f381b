package io.correo.simulator.mail;

import java.time.Instant;

/// A place in a list of messages, newest first; stays right while mail arrives.
public record Position(Instant date, String id) implements Comparable<Position> {

  @Override
  public int compareTo(Position other) {
    int byDate = other.date.compareTo(date);
    return byDate != 0 ? byDate : other.id.compareTo(id);
  }
}
