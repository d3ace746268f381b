package io.correo.provider.gmail;

import io.correo.provider.MailSource.Cursor;
import io.correo.provider.ProviderException.CursorExpired;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A place in the history of a mailbox, as a cursor:
/// `1;<history id>;<message>=<history id>,…;<message>,…`, the last field only when it holds some.
///
/// @param ahead messages already read as they are after changes that are still to come, with the
///     history id up to which those changes are known
/// @param gone messages deleted so far that may be drafts with a new name still to come; the oldest
///     first
record Position(BigInteger historyId, Map<String, BigInteger> ahead, List<String> gone) {
  private static final String VERSION = "1";

  Position(BigInteger historyId) {
    this(historyId, Map.of(), List.of());
  }

  Position {
    ahead = Map.copyOf(ahead);
    gone = List.copyOf(gone);
  }

  static Position of(Cursor cursor) {
    var fields = cursor.value().split(";", -1);
    try {
      if (fields.length < 3 || fields.length > 4 || !fields[0].equals(VERSION)) {
        throw new CursorExpired("a cursor of another version");
      }
      var ahead = new TreeMap<String, BigInteger>();
      for (var entry : fields[2].isEmpty() ? new String[0] : fields[2].split(",")) {
        var equals = entry.indexOf('=');
        ahead.put(entry.substring(0, equals), new BigInteger(entry.substring(equals + 1)));
      }
      var gone = fields.length == 4 ? List.of(fields[3].split(",")) : List.<String>of();
      return new Position(new BigInteger(fields[1]), ahead, gone);
    } catch (NumberFormatException | IndexOutOfBoundsException unreadable) {
      throw new CursorExpired("a cursor that cannot be read");
    }
  }

  Cursor cursor() {
    var known =
        new TreeMap<>(ahead)
            .entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
    var place = String.join(";", VERSION, historyId.toString(), known);
    return new Cursor(
        GmailSource.HISTORY, gone.isEmpty() ? place : place + ";" + String.join(",", gone));
  }

  /// True when a change is already in what was read of the message.
  boolean knows(String message, BigInteger change) {
    var until = ahead.get(message);
    return until != null && change.compareTo(until) <= 0;
  }
}
