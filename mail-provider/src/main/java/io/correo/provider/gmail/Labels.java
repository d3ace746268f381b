package io.correo.provider.gmail;

import com.google.api.services.gmail.model.Label;
import io.correo.events.Folder;
import io.correo.events.FolderId;
import io.correo.events.FolderRole;
import io.correo.events.MailboxId;
import io.correo.events.MessageState;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What Gmail's labels mean here: some are folders, some are flags, some are Google's own affair.
final class Labels {
  static final String INBOX = "INBOX";
  static final String UNREAD = "UNREAD";
  static final String STARRED = "STARRED";
  static final String SENT = "SENT";
  static final String DRAFT = "DRAFT";
  static final String TRASH = "TRASH";
  static final String SPAM = "SPAM";

  private static final Map<String, FolderRole> ROLES =
      Map.of(
          INBOX, FolderRole.INBOX,
          STARRED, FolderRole.STARRED,
          DRAFT, FolderRole.DRAFTS,
          SENT, FolderRole.SENT,
          TRASH, FolderRole.TRASH,
          SPAM, FolderRole.SPAM);
  private static final Set<String> FLAGS = Set.of(UNREAD, STARRED, DRAFT);
  private static final Set<FolderRole> PLACES =
      EnumSet.of(
          FolderRole.INBOX, FolderRole.SENT, FolderRole.DRAFTS, FolderRole.TRASH, FolderRole.SPAM);

  private Labels() {}

  /// @param labels null when Gmail left them out: the message has none
  static MessageState state(MailboxId mailbox, @Nullable Collection<String> labels) {
    var all = Set.copyOf(Objects.requireNonNullElse(labels, List.of()));
    var roles =
        all.stream()
            .filter(ROLES::containsKey)
            .map(ROLES::get)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(FolderRole.class)));
    // Gmail has no label for it: archived is what is nowhere else.
    if (roles.stream().noneMatch(PLACES::contains)) roles.add(FolderRole.ARCHIVE);
    return new MessageState(
        all.stream()
            .filter(label -> !FLAGS.contains(label) && shown(label))
            .map(label -> FolderId.of(mailbox, label))
            .collect(Collectors.toUnmodifiableSet()),
        roles,
        all.contains(UNREAD),
        all.contains(STARRED),
        all.contains(DRAFT),
        null);
  }

  /// The folders people see, in the order of their roles, then by name.
  static List<Folder> folders(MailboxId mailbox, Collection<Label> labels) {
    return labels.stream()
        .filter(label -> label.getId() != null && shown(label.getId()))
        .filter(label -> !label.getId().equals(UNREAD))
        .map(label -> folder(mailbox, label))
        .sorted(
            java.util.Comparator.comparingInt(Labels::rank)
                .thenComparing(Folder::name)
                .thenComparing(Folder::ref))
        .toList();
  }

  /// True for a label a user made: those, and the inbox, are where messages are filed.
  static boolean own(String label) {
    return !ROLES.containsKey(label) && !label.equals(UNREAD) && shown(label);
  }

  /// True for a label that says something about a message's state here.
  static boolean isTold(@Nullable String label) {
    return label != null && shown(label);
  }

  private static Folder folder(MailboxId mailbox, Label label) {
    return new Folder(
        FolderId.of(mailbox, label.getId()),
        label.getId(),
        Objects.requireNonNullElse(label.getName(), label.getId()),
        ROLES.get(label.getId()));
  }

  private static int rank(Folder folder) {
    var role = folder.role();
    return role == null ? FolderRole.values().length : role.ordinal();
  }

  private static boolean shown(String label) {
    return !label.startsWith("CATEGORY_")
        && !label.equals("IMPORTANT")
        && !label.equals("CHAT")
        // "Superstars" and other decorations of the web page.
        && !label.matches("(YELLOW|ORANGE|RED|PURPLE|BLUE|GREEN)_[A-Z]+");
  }
}
