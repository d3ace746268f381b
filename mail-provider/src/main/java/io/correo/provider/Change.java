package io.correo.provider;

import io.correo.events.Folder;
import io.correo.events.MessageContent;
import io.correo.events.MessageState;

/// Something read from a provider, not yet a fact: it has no revision.
public sealed interface Change {

  /// A whole message.
  ///
  /// @param key stays the same for this message: what its `MessageId` is made from. The same as
  /// `ref`
  ///     but for a draft whose message is renamed at every update
  /// @param ref the provider's present name of the message
  record Upserted(
      String key, String ref, String threadRef, MessageContent content, MessageState state)
      implements Change {}

  /// `state.restoreTo` is null: only the ledger knows where a message came from.
  record StateChanged(String ref, MessageState state) implements Change {}

  /// The provider says it is gone from where we looked. Whether it is gone at all, the adapter has
  /// verified. A draft that was renamed is also told as removal of its old `ref`, after its new
  /// one.
  record Removed(String ref) implements Change {}

  record FolderUpserted(Folder folder) implements Change {}

  /// @param ref the provider's id of the folder
  record FolderRemoved(String ref) implements Change {}
}
