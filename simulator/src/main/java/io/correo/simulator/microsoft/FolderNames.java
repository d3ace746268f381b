package io.correo.simulator.microsoft;

import io.correo.simulator.mail.Label;
import io.correo.simulator.mail.Mailbox;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Folders by their well-known names and by id, and what Outlook calls its own in two languages.
public final class FolderNames {

  /// What all folders lie in.
  static final String ROOT = "ROOT";

  private static final Map<String, String> WELL_KNOWN =
      Map.of(
          "inbox", Label.INBOX,
          "drafts", Label.DRAFTS,
          "sentitems", Label.SENT,
          "deleteditems", Label.TRASH,
          "archive", Label.ARCHIVE,
          "junkemail", Label.SPAM,
          "outbox", Label.OUTBOX,
          "msgfolderroot", ROOT);

  private static final Map<String, Map<String, String>> SHOWN =
      Map.of(
          "en",
          Map.of(
              Label.INBOX,
              "Inbox",
              Label.DRAFTS,
              "Drafts",
              Label.SENT,
              "Sent Items",
              Label.TRASH,
              "Deleted Items",
              Label.ARCHIVE,
              "Archive",
              Label.SPAM,
              "Junk Email",
              Label.OUTBOX,
              "Outbox",
              ROOT,
              "Top of Information Store"),
          "es",
          Map.of(
              Label.INBOX,
              "Bandeja de entrada",
              Label.DRAFTS,
              "Borradores",
              Label.SENT,
              "Elementos enviados",
              Label.TRASH,
              "Elementos eliminados",
              Label.ARCHIVE,
              "Archivo",
              Label.SPAM,
              "Correo no deseado",
              Label.OUTBOX,
              "Bandeja de salida",
              ROOT,
              "Principio del almacén de información"));

  // API words for places, beside Outlook's own.
  private static final Map<String, String> ROLES =
      Map.of(
          "inbox", Label.INBOX,
          "drafts", Label.DRAFTS,
          "sent", Label.SENT,
          "trash", Label.TRASH,
          "archive", Label.ARCHIVE,
          "spam", Label.SPAM,
          "outbox", Label.OUTBOX);

  private FolderNames() {}

  /// The label of the folder a path segment names.
  static String label(Mailbox mailbox, String nameOrId) {
    var known = WELL_KNOWN.get(nameOrId.toLowerCase(Locale.ROOT));
    if (known != null) {
      return known;
    }
    var label = ItemIds.label(mailbox, nameOrId);
    if (label == null) {
      throw nameOrId.length() < 60 ? GraphException.malformedId() : GraphException.notFound();
    }
    if (!label.equals(ROOT) && mailbox.label(label) == null) {
      throw GraphException.notFound();
    }
    return label;
  }

  static String shown(Mailbox mailbox, String labelId) {
    var names = SHOWN.getOrDefault(mailbox.language(), SHOWN.getOrDefault("en", Map.of()));
    var own = names.get(labelId);
    if (own != null) {
      return own;
    }
    var label = mailbox.label(labelId);
    return label == null ? labelId : label.name();
  }

  /// The word for a place that every mailbox has, else the path of the user's folder.
  public static String role(Mailbox mailbox, String labelId) {
    for (var role : ROLES.entrySet()) {
      if (role.getValue().equals(labelId)) {
        return role.getKey();
      }
    }
    return mailbox.labelPath(labelId);
  }

  /// The label of a role, a well-known name, a shown name or a path; null when it is none so far.
  public static @Nullable String place(Mailbox mailbox, String word) {
    var low = word.toLowerCase(Locale.ROOT);
    var known = ROLES.getOrDefault(low, WELL_KNOWN.getOrDefault(low, ""));
    if (!known.isEmpty() && !known.equals(ROOT)) {
      return known;
    }
    for (var own : ROLES.values()) {
      if (shown(mailbox, own).equalsIgnoreCase(word)) {
        return own;
      }
    }
    return null;
  }
}
