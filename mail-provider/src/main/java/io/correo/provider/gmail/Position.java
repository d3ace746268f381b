package io.correo.provider.gmail;

import io.correo.provider.MailSource.Cursor;
import io.correo.provider.ProviderException.CursorExpired;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A place in the history of a mailbox, as a cursor: `1;<history id>;<message>=<history id>,…`, and
/// while removals wait `;<history id>`, or `;due-<history id>` once it is their turn.
///
/// @param ahead messages already read as they are after changes that are still to come, with the
///     history id up to which those changes are known
/// @param removals what is gone and not told as gone yet; null for nothing
record Position(BigInteger historyId, Map<String, BigInteger> ahead, @Nullable Removals removals) {
  private static final String VERSION = "1";

  Position(BigInteger historyId) {
    this(historyId, Map.of(), null);
  }

  Position {
    ahead = Map.copyOf(ahead);
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
      var removals = fields.length == 4 ? Removals.of(fields[3]) : null;
      return new Position(new BigInteger(fields[1]), ahead, removals);
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
    return new Cursor(GmailSource.HISTORY, removals == null ? place : place + ";" + removals);
  }

  /// True when a change is already in what was read of the message.
  boolean knows(String message, BigInteger change) {
    var until = ahead.get(message);
    return until != null && change.compareTo(until) <= 0;
  }

  /// What is gone and not told as gone yet.
  ///
  /// @param after the history before the first of it
  /// @param due whether all else is told up to the position
  record Removals(BigInteger after, boolean due) {
    private static final String DUE = "due-";

    static Removals since(BigInteger place) {
      return new Removals(place, false);
    }

    private static Removals of(String field) {
      var due = field.startsWith(DUE);
      return new Removals(new BigInteger(due ? field.substring(DUE.length()) : field), due);
    }

    Removals nowDue() {
      return new Removals(after, true);
    }

    /// What is left after some of it is told.
    Removals on(BigInteger place) {
      return new Removals(place, due);
    }

    @Override
    public String toString() {
      return (due ? DUE : "") + after;
    }
  }
}
