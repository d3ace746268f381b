package io.correo.provider.gmail;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;
import org.apache.james.mime4j.stream.EntityState;

/// Where in a message a parser is, as Gmail numbers parts: the root has no number, its parts are
/// `0`, `1`, …, theirs `1.0`, `1.1`, …
final class PartPath {
  private final Deque<Integer> open = new ArrayDeque<>();

  void follow(EntityState state) {
    switch (state) {
      case T_START_MULTIPART -> open.addLast(-1);
      case T_START_BODYPART -> open.addLast(open.removeLast() + 1);
      case T_END_MULTIPART -> open.removeLast();
      default -> {}
    }
  }

  @Override
  public String toString() {
    return open.stream().map(String::valueOf).collect(Collectors.joining("."));
  }
}
