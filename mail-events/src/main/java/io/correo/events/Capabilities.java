package io.correo.events;

import java.util.List;
import java.util.Set;

/// What one mailbox can do. Pages and services ask this, never which provider it is.
///
/// @param star whether messages can be starred
/// @param deleteForever whether a message can be purged at the provider
/// @param archive whether there is somewhere to archive to
/// @param folders whether messages can be moved to the user's own folders
/// @param attachments limits of one outgoing message
/// @param recipients how many recipients one message may have
public record Capabilities(
    boolean star,
    boolean deleteForever,
    boolean archive,
    boolean folders,
    AttachmentLimits attachments,
    int recipients) {

  /// @param maxBytes all files of one message together
  /// @param blockedExtensions without dot, in lower case
  public record AttachmentLimits(long maxBytes, Set<String> blockedExtensions) {
    public AttachmentLimits {
      blockedExtensions = Set.copyOf(blockedExtensions);
    }
  }

  /// Names of what [io.correo.events.Capabilities] allows among the actions of the API.
  public boolean allows(String action) {
    return switch (action) {
      case "star", "unstar" -> star;
      case "delete" -> deleteForever;
      case "archive" -> archive;
      case "move" -> folders;
      default -> List.of("read", "unread", "trash", "restore", "spam").contains(action);
    };
  }
}
