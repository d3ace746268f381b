package io.correo.provider;

import java.util.List;
import java.util.Set;

/// What mailbox-service does to messages. Every action is safe to repeat: doing it twice is the
/// same as doing it once. The caller asks only for what the mailbox's capabilities allow.
public interface MailActions {

  /// @param refs the provider's present names of the messages
  /// @return one outcome per ref, in their order
  List<Outcome> apply(Grant grant, Action action, List<String> refs);

  sealed interface Action {
    record MarkRead() implements Action {}

    record MarkUnread() implements Action {}

    record Star() implements Action {}

    record Unstar() implements Action {}

    record Trash() implements Action {}

    /// @param folders refs of the folders it came from; empty when unknown: then the inbox, or sent
    ///     for one's own mail
    record Restore(Set<String> folders) implements Action {}

    /// Purges at the provider. For a message that is not in the trash too.
    record Delete() implements Action {}

    record Archive() implements Action {}

    record Spam() implements Action {}

    /// @param folder ref of the folder it is in afterwards, instead of the inbox or its folder
    record Move(String folder) implements Action {}
  }

  sealed interface Outcome {
    String ref();

    record Done(String ref) implements Outcome {}

    /// The message is no longer there: for trash and delete that is success.
    record Gone(String ref) implements Outcome {}

    /// @param reason the provider's own words
    record Refused(String ref, int status, String reason) implements Outcome {}
  }
}
