package io.correo.search.engine;

import io.correo.service.messaging.Outage;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Who wants to write while other writes are on their way waits, and all who waited go out in one
/// bulk request: one of a hundred lines costs the node little more than one of a single line. What
/// becomes of one caller's lines is no other's business.
final class SharedBulks {
  private static final int AT_ONCE = 2;
  private static final int MOST_BYTES = 4 << 20;

  private final Function<byte[], List<JsonNode>> send;
  private final Semaphore ways = new Semaphore(AT_ONCE);
  private final Queue<Part> waiting = new LinkedList<>();

  /// @param send takes the lines of a bulk request, and gives the answer to each write in them
  SharedBulks(Function<byte[], List<JsonNode>> send) {
    this.send = send;
  }

  /// One caller's writes.
  private record Part(byte[] lines, int writes, CompletableFuture<List<JsonNode>> answers) {}

  /// @param lines of a bulk request
  /// @param writes how many stand in them
  /// @return the answers to them, in their order
  /// @throws Outage when the node does not answer
  List<JsonNode> write(byte[] lines, int writes) {
    var part = new Part(lines, writes, new CompletableFuture<>());
    synchronized (waiting) {
      waiting.add(part);
    }
    while (isWaiting(part)) sendNext(part);
    try {
      return part.answers().join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }

  /// How many callers' writes are not yet on their way.
  int waiting() {
    synchronized (waiting) {
      return waiting.size();
    }
  }

  private boolean isWaiting(Part part) {
    synchronized (waiting) {
      return waiting.contains(part);
    }
  }

  /// Those who wait the longest, unless somebody took this part along meanwhile.
  private void sendNext(Part part) {
    ways.acquireUninterruptibly();
    try {
      if (isWaiting(part)) send(take());
    } finally {
      ways.release();
    }
  }

  private List<Part> take() {
    var some = new ArrayList<Part>();
    var bytes = 0L;
    synchronized (waiting) {
      for (var next = waiting.peek(); next != null; next = waiting.peek()) {
        bytes += next.lines().length;
        if (!some.isEmpty() && bytes > MOST_BYTES) break;
        some.add(waiting.remove());
      }
    }
    return some;
  }

  private void send(List<Part> parts) {
    try {
      var answers = send.apply(joined(parts));
      var from = 0;
      for (var part : parts) {
        part.answers().complete(answers.subList(from, from += part.writes()));
      }
    } catch (Refused refused) {
      // Somebody's lines: each hears of its own.
      if (parts.size() > 1) parts.forEach(part -> send(List.of(part)));
      else parts.getFirst().answers().completeExceptionally(refused);
    } catch (RuntimeException | Error failure) {
      parts.forEach(part -> part.answers().completeExceptionally(failure));
    }
  }

  private static byte[] joined(List<Part> parts) {
    if (parts.size() == 1) return parts.getFirst().lines();
    var all = new ByteArrayOutputStream();
    for (var part : parts) all.writeBytes(part.lines());
    return all.toByteArray();
  }
}
