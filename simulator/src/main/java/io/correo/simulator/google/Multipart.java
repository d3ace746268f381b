package io.correo.simulator.google;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A multipart body of HTTP, read byte by byte.
final class Multipart {

  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=(?:\"([^\"]+)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);

  private Multipart() {}

  /// @param head its header lines
  record Piece(String head, byte[] body) {

    @Nullable String header(String name) {
      for (var line : head.split("\r?\n")) {
        int colon = line.indexOf(':');
        if (colon > 0 && line.substring(0, colon).strip().toLowerCase(Locale.ROOT).equals(name)) {
          return line.substring(colon + 1).strip();
        }
      }
      return null;
    }
  }

  static List<Piece> parts(@Nullable String contentType, byte[] body) {
    var match = BOUNDARY.matcher(contentType == null ? "" : contentType);
    if (!match.find()) {
      throw GmailException.invalid("Missing multipart boundary");
    }
    var name = match.group(1) == null ? match.group(2) : match.group(1);
    var mark = ("--" + name).getBytes(StandardCharsets.ISO_8859_1);
    var pieces = new ArrayList<Piece>();
    int at = find(body, mark, 0);
    while (at >= 0) {
      int from = lineEnd(body, at + mark.length);
      int next = find(body, mark, from);
      if (next < 0) {
        break;
      }
      pieces.add(piece(body, from, withoutLineEnd(body, from, next)));
      at = next;
    }
    return pieces;
  }

  /// Head and body, apart at the first empty line.
  static Piece piece(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at = lineEnd(bytes, at)) {
      if (bytes[at] == '\n' || bytes[at] == '\r' && at + 1 < to && bytes[at + 1] == '\n') {
        var head = new String(bytes, from, at - from, StandardCharsets.ISO_8859_1);
        int body = Math.min(lineEnd(bytes, at), to);
        return new Piece(head, Arrays.copyOfRange(bytes, body, to));
      }
    }
    return new Piece(
        new String(bytes, from, Math.max(0, to - from), StandardCharsets.ISO_8859_1), new byte[0]);
  }

  private static int withoutLineEnd(byte[] bytes, int from, int to) {
    int end = to;
    if (end > from && bytes[end - 1] == '\n') {
      end--;
    }
    if (end > from && bytes[end - 1] == '\r') {
      end--;
    }
    return end;
  }

  private static int lineEnd(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != '\n') {
      at++;
    }
    return Math.min(at + 1, bytes.length);
  }

  /// Where a line begins with the mark, from here on; -1 for nowhere.
  private static int find(byte[] bytes, byte[] mark, int from) {
    for (int at = from; at + mark.length <= bytes.length; at++) {
      if ((at == 0 || bytes[at - 1] == '\n')
          && Arrays.equals(bytes, at, at + mark.length, mark, 0, mark.length)) {
        return at;
      }
    }
    return -1;
  }
}
