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
  public static final String DRAFTS = "DRAFTS";
  public static final String ARCHIVE = "ARCHIVE";
  public static final String OUTBOX = "OUTBOX";

  private static final String PARENT = "parent";
  private static final String HIDDEN = "hidden";

  /// What every Gmail mailbox has.
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

  /// The folders every Outlook mailbox has.
  static final Set<String> FOLDERS = Set.of(INBOX, DRAFTS, SENT, TRASH, SPAM, ARCHIVE, OUTBOX);

  /// What a message is rather than where it lies.
  public static final Set<String> STATES = Set.of(UNREAD, STARRED, IMPORTANT, DRAFT);

  static Label folder(String id, String name, String parent, boolean hidden) {
    return new Label(id, name, false, Map.of(PARENT, parent, HIDDEN, hidden));
  }

  /// The id of the folder this one lies in; "" for the top.
  public String parent() {
    return String.valueOf(look.getOrDefault(PARENT, ""));
  }

  public boolean hidden() {
    return look.getOrDefault(HIDDEN, false).equals(true);
  }

  public Label renamed(String to) {
    return new Label(id, to, system, look);
  }

  public Label below(String folder) {
    return folder(id, name, folder, hidden());
  }
}
