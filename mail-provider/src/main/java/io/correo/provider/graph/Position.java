package io.correo.provider.graph;

import io.correo.provider.Grant;
import io.correo.provider.MailSource.Cursor;
import io.correo.provider.ProviderException.CursorExpired;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Where reading a folder's changes goes on: `1 <link>`, a link below Graph's root that is simply
/// followed. One that was not followed yet begins a round, so that taking a cursor costs no
/// request, however many folders there are.
record Position(String folder, String link) {
  private static final String VERSION = "1 ";

  /// Before everything the folder holds, newest first.
  static Position beginning(Grant grant, String folder) {
    return new Position(folder, delta(grant, folder) + "&$orderby=receivedDateTime%20desc");
  }

  /// Only what arrives from then on; the only thing a delta filters by.
  static Position from(Grant grant, String folder, Instant when) {
    return new Position(
        folder,
        delta(grant, folder)
            + "&$filter=receivedDateTime%20ge%20"
            + when.truncatedTo(ChronoUnit.SECONDS));
  }

  static Position of(Cursor cursor) {
    var value = cursor.value();
    if (!value.startsWith(VERSION + "/")) throw new CursorExpired("a cursor of another version");
    return new Position(cursor.part(), value.substring(VERSION.length()));
  }

  Cursor cursor() {
    return new Cursor(folder, VERSION + link);
  }

  private static String delta(Grant grant, String folder) {
    return Targets.folder(grant, folder) + "/messages/delta" + Selection.WHOLE;
  }
}
