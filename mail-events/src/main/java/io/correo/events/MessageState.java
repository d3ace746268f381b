package io.correo.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a message is and how it is marked: the whole state, never a step.
///
/// @param folders all it is in; Gmail's labels without the flags below
/// @param roles of those folders, plus `starred` and `drafts`; `archive` where nothing else holds
///     it
/// @param restoreTo for a message in the trash: the folders it came from; null when unknown
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageState(
    Set<FolderId> folders,
    Set<FolderRole> roles,
    boolean unread,
    boolean starred,
    boolean draft,
    @Nullable Set<FolderId> restoreTo) {

  public MessageState {
    folders = Set.copyOf(folders);
    roles = Set.copyOf(roles);
    if (restoreTo != null) restoreTo = Set.copyOf(restoreTo);
  }

  public boolean in(FolderRole role) {
    return roles.contains(role);
  }
}
