package io.correo.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a folder is for, whatever the provider calls it. A folder without one is the user's own.
public enum FolderRole {
  INBOX,
  STARRED,
  DRAFTS,
  SENT,
  TRASH,
  ARCHIVE,
  SPAM;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
