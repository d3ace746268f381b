package io.correo.provider.gmail;

import io.correo.provider.MailSource.Cursor;
import io.correo.provider.ProviderException.CursorExpired;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A place in the history of a mailbox, as a cursor: `1;<history id>;<message>=<history id>,…`.
///
/// @param ahead messages already read as they are after changes that are still to come, with the
///     history id up to which those changes are known
record Position(BigInteger historyId, Map<String, BigInteger> ahead) {
  private static final String VERSION = "1";

  Position(BigInteger historyId) {
    this(historyId, Map.of());
  }

  Position {
    ahead = Map.copyOf(ahead);
  }

  static Position of(Cursor cursor) {
    var fields = cursor.value().split(";", -1);
    try {
      if (fields.length != 3 || !fields[0].equals(VERSION)) {
        throw new CursorExpired("a cursor of another version");
      }
      var ahead = new TreeMap<String, BigInteger>();
      for (var entry : fields[2].isEmpty() ? new String[0] : fields[2].split(",")) {
        var equals = entry.indexOf('=');
        ahead.put(entry.substring(0, equals), new BigInteger(entry.substring(equals + 1)));
      }
      return new Position(new BigInteger(fields[1]), ahead);
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
    return new Cursor(GmailSource.HISTORY, String.join(";", VERSION, historyId.toString(), known));
  }

  /// True when a change is already in what was read of the message.
  boolean knows(String message, BigInteger change) {
    var until = ahead.get(message);
    return until != null && change.compareTo(until) <= 0;
  }
}
