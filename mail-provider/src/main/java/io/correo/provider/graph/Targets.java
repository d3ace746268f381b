package io.correo.provider.graph;

import io.correo.provider.Grant;

/// Where in Graph the things of a mailbox are. Always by `/users/{account}`: `/me` is only known to
/// a token a user signed in for.
final class Targets {
  private Targets() {}

  static String user(Grant grant) {
    return Ask.path("users", grant.account());
  }

  static String messages(Grant grant) {
    return user(grant) + "/messages";
  }

  static String message(Grant grant, String ref) {
    return messages(grant) + Ask.path(ref);
  }

  static String folders(Grant grant) {
    return user(grant) + "/mailFolders";
  }

  /// @param ref an id or a well-known name
  static String folder(Grant grant, String ref) {
    return folders(grant) + Ask.path(ref);
  }

  static String attachments(Grant grant, String ref) {
    return message(grant, ref) + "/attachments";
  }
}
