package io.correo.mailbox.message;

import io.correo.events.FolderRole;
import io.correo.events.MessageState;
import java.util.ArrayList;
import java.util.List;

/// In which lists a message stands: names of roles, and `f:` with the id of a folder. What is in
/// the trash or in spam stands nowhere else; a draft only among drafts (and starred ones).
public final class Places {
  private static final String UNREAD = ":unread";

  private Places() {}

  public static List<String> of(MessageState shown) {
    if (shown.in(FolderRole.TRASH)) return List.of(FolderRole.TRASH.wireName());
    if (shown.in(FolderRole.SPAM)) return List.of(FolderRole.SPAM.wireName());
    var places = new ArrayList<String>();
    if (shown.draft()) {
      places.add(FolderRole.DRAFTS.wireName());
      if (shown.starred()) places.add(FolderRole.STARRED.wireName());
      return places;
    }
    for (var role : shown.roles()) places.add(role.wireName());
    if (shown.starred() && !shown.in(FolderRole.STARRED)) {
      places.add(FolderRole.STARRED.wireName());
    }
    places.remove(FolderRole.DRAFTS.wireName());
    for (var folder : shown.folders()) places.add(folder(folder.value()));
    places.sort(null);
    return places;
  }

  public static String folder(String id) {
    return "f:" + id;
  }

  public static String unread(String place) {
    return place + UNREAD;
  }
}
