package io.correo.simulator.mail;

import java.util.Map;
import java.util.Set;

/// A label, or a folder, of a mailbox.
///
/// @param look what only its provider knows of it: colours, visibility
public record Label(String id, String name, boolean system, Map<String, Object> look) {

  public static final String INBOX = "INBOX";
  public static final String UNREAD = "UNREAD";
  public static final String STARRED = "STARRED";
  public static final String SENT = "SENT";
  public static final String DRAFT = "DRAFT";
  public static final String TRASH = "TRASH";
  public static final String SPAM = "SPAM";
  public static final String IMPORTANT = "IMPORTANT";

  /// What every mailbox has.
  static final Set<String> SYSTEM =
      Set.of(
          INBOX,
          UNREAD,
          STARRED,
          SENT,
          DRAFT,
          TRASH,
          SPAM,
          IMPORTANT,
          "CHAT",
          "CATEGORY_PERSONAL",
          "CATEGORY_SOCIAL",
          "CATEGORY_PROMOTIONS",
          "CATEGORY_UPDATES",
          "CATEGORY_FORUMS");
}
