package io.correo.provider.memory;

import io.correo.events.FolderRole;
import io.correo.events.MessageContent;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A message in memory. A draft's ref changes with every update, as at Gmail.
///
/// @param draft id of the draft this is the present message of; empty for none
/// @param places refs of folders: names of roles, or the user's own
record Stored(
    String ref,
    String thread,
    Optional<String> draft,
    MessageContent content,
    List<byte[]> files,
    Set<String> places,
    boolean unread,
    boolean starred) {

  String key() {
    return draft.map(id -> "draft/" + id).orElse(ref);
  }

  boolean in(FolderRole role) {
    return places.contains(role.name());
  }

  Stored at(Set<String> add, Set<String> remove) {
    var now = new TreeSet<>(places);
    now.removeAll(remove);
    now.addAll(add);
    return new Stored(ref, thread, draft, content, files, now, unread, starred);
  }

  Stored flagged(boolean unread, boolean starred) {
    return new Stored(ref, thread, draft, content, files, places, unread, starred);
  }

  Set<FolderRole> roles() {
    var roles = EnumSet.noneOf(FolderRole.class);
    for (var role : FolderRole.values()) if (in(role)) roles.add(role);
    if (roles.isEmpty() && places.isEmpty()) roles.add(FolderRole.ARCHIVE);
    if (starred) roles.add(FolderRole.STARRED);
    return roles;
  }
}
