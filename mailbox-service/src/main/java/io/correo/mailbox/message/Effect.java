package io.correo.mailbox.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.correo.events.FolderId;
import io.correo.events.FolderRole;
import io.correo.events.MessageState;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an action will make of a message's state: only what it sets is laid over the fact.
///
/// @param folders all it will be in; null where the action does not file
/// @param roles of those folders; flags among them come from `starred` and the fact
/// @param gone true when it will be no more
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Effect(
    @Nullable Boolean unread,
    @Nullable Boolean starred,
    @Nullable Set<FolderId> folders,
    @Nullable Set<FolderRole> roles,
    @Nullable Set<FolderId> restoreTo,
    boolean gone) {

  public static Effect unread(boolean unread) {
    return new Effect(unread, null, null, null, null, false);
  }

  public static Effect starred(boolean starred) {
    return new Effect(null, starred, null, null, null, false);
  }

  public static Effect filed(
      Set<FolderId> folders, Set<FolderRole> roles, @Nullable Set<FolderId> restoreTo) {
    return new Effect(null, null, Set.copyOf(folders), Set.copyOf(roles), restoreTo, false);
  }

  public static Effect deleted() {
    return new Effect(null, null, null, null, null, true);
  }

  MessageState over(MessageState fact) {
    var isStarred = starred == null ? fact.starred() : starred;
    var shownRoles = EnumSet.noneOf(FolderRole.class);
    shownRoles.addAll(roles == null ? fact.roles() : roles);
    if (isStarred && !shownRoles.contains(FolderRole.TRASH)) shownRoles.add(FolderRole.STARRED);
    if (!isStarred) shownRoles.remove(FolderRole.STARRED);
    return new MessageState(
        folders == null ? fact.folders() : folders,
        shownRoles,
        unread == null ? fact.unread() : unread,
        isStarred,
        fact.draft(),
        folders == null ? fact.restoreTo() : restoreTo);
  }
}
