package io.correo.simulator.microsoft;

import io.correo.simulator.mail.Label;
import io.correo.simulator.mail.Mailbox;
import io.correo.simulator.mail.StoredMessage;
import java.util.LinkedHashMap;
import java.util.Map;

/// A message the way one call sees it.
///
/// @param immutable whether the caller wants ids that stay
/// @param text whether the caller wants bodies as plain text
record GraphMessage(Mailbox mailbox, StoredMessage stored, boolean immutable, boolean text) {

  String id() {
    return ItemIds.of(mailbox, stored, immutable);
  }

  boolean isDraft() {
    return stored.has(Label.DRAFT);
  }

  String etag() {
    return "W/\"" + changeKey() + "\"";
  }

  /// Another at every change.
  String changeKey() {
    return "CQAAABYAAAD%016x".formatted(stored.historyId());
  }

  /// Everything that is kept of it beside its mail, and nothing null.
  Map<String, Object> look() {
    return stored.look();
  }

  /// What an answer always has of it.
  Map<String, Object> bare() {
    var json = new LinkedHashMap<String, Object>();
    json.put("@odata.etag", etag());
    json.put("id", id());
    return json;
  }
}
