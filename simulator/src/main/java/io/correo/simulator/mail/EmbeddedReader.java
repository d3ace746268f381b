package io.correo.simulator.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/// Finds the bytes of a message inside a message, which a tree of parts no longer has.
final class EmbeddedReader {

  private EmbeddedReader() {}

  /// @param path of the part, as [PartReader] numbers it; empty bytes when there is none
  static byte[] read(byte[] raw, String path) {
    var stream = new MimeTokenStream(PartReader.LENIENT);
    stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
    stream.parse(new ByteArrayInputStream(raw));
    Deque<int[]> counts = new ArrayDeque<>();
    try {
      for (var state = stream.getState();
          state != EntityState.T_END_OF_STREAM;
          state = stream.next()) {
        switch (state) {
          case T_START_MULTIPART -> counts.addLast(new int[] {-1});
          case T_END_MULTIPART -> counts.removeLast();
          case T_START_BODYPART -> counts.getLast()[0]++;
          case T_BODY -> {
            if (path(counts).equals(path)) {
              return stream.getDecodedInputStream().readAllBytes();
            }
          }
          default -> {}
        }
      }
    } catch (MimeException | IOException malformed) {
      // As far as it could be read, it is not there.
    }
    return new byte[0];
  }

  private static String path(Deque<int[]> counts) {
    return counts.stream().map(n -> Integer.toString(n[0])).collect(Collectors.joining("."));
  }
}
