package io.correo.provider.graph;

import io.correo.events.Folder;
import io.correo.events.FolderId;
import io.correo.events.FolderRole;
import io.correo.events.MailboxId;
import io.correo.events.MessageState;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The folders of a mailbox at one time.
///
/// @param places by their refs, in the order an import takes them
/// @param unlisted refs of folders that messages were seen in but no listing tells of
record FolderMap(Map<String, Place> places, Set<String> unlisted) {

  /// @param path names from the top down, joined by `/`
  /// @param role of the folder itself; null for any but the well-known ones
  /// @param holds what a message in it counts as: the role, or that of the well-known folder it is
  ///     nested in. What lies in a folder somebody deleted is in the trash.
  /// @param messages in it, without those of folders in it
  record Place(
      String ref,
      String path,
      @Nullable FolderRole role,
      @Nullable FolderRole holds,
      int messages) {

    /// Its place in the order of an import, before its ref.
    int rank() {
      return switch (holds) {
        case INBOX -> 0;
        case SENT -> 1;
        case STARRED -> 2;
        case null -> 2;
        case DRAFTS -> 3;
        case ARCHIVE -> 4;
        case SPAM -> 5;
        case TRASH -> 6;
      };
    }
  }

  private static final Comparator<Place> ORDER =
      Comparator.comparingInt(Place::rank).thenComparing(Place::ref);

  FolderMap {
    unlisted = Set.copyOf(unlisted);
  }

  /// The inbox first and the trash last.
  static FolderMap of(List<Place> places) {
    var ordered = new LinkedHashMap<String, Place>();
    places.stream().sorted(ORDER).forEach(place -> ordered.put(place.ref(), place));
    return new FolderMap(ordered, Set.of());
  }

  boolean knows(String ref) {
    return places.containsKey(ref) || unlisted.contains(ref);
  }

  /// Its ref; null for a mailbox that has none, as for the archive.
  @Nullable String ref(FolderRole role) {
    return places.values().stream()
        .filter(place -> place.role() == role)
        .map(Place::ref)
        .findFirst()
        .orElse(null);
  }

  /// The first place after a folder that may be gone by now; null after the last.
  @Nullable Place after(int rank, String ref) {
    return places.values().stream()
        .filter(it -> it.rank() > rank || (it.rank() == rank && it.ref().compareTo(ref) > 0))
        .findFirst()
        .orElse(null);
  }

  long messages() {
    return places.values().stream().mapToLong(Place::messages).sum();
  }

  List<Folder> folders(MailboxId mailbox) {
    return places.values().stream()
        .map(it -> new Folder(FolderId.of(mailbox, it.ref()), it.ref(), it.path(), it.role()))
        .toList();
  }

  /// @param byFlag whether the follow-up flag is the star
  MessageState state(MailboxId mailbox, GraphMessage message, boolean byFlag) {
    var roles = EnumSet.noneOf(FolderRole.class);
    var parent = message.parentFolderId();
    var place = parent == null ? null : places.get(parent);
    if (place != null && place.holds() != null) roles.add(place.holds());
    // A message is a draft by itself: others can be filed in that folder too.
    roles.remove(FolderRole.DRAFTS);
    if (message.draft()) roles.add(FolderRole.DRAFTS);
    var flag = message.flag();
    var starred = byFlag && flag != null && "flagged".equalsIgnoreCase(flag.flagStatus());
    if (starred) roles.add(FolderRole.STARRED);
    return new MessageState(
        parent == null ? Set.of() : Set.of(FolderId.of(mailbox, parent)),
        roles,
        Boolean.FALSE.equals(message.isRead()),
        starred,
        message.draft(),
        null);
  }
}
