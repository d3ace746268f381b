package io.correo.mailbox.action;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What can be done to messages.
enum ActionName {
  READ,
  UNREAD,
  STAR,
  UNSTAR,
  TRASH,
  RESTORE,
  DELETE,
  ARCHIVE,
  SPAM,
  MOVE;

  @JsonValue
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
