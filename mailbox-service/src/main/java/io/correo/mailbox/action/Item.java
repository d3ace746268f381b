package io.correo.mailbox.action;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.events.MessageState;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import io.correo.provider.MailActions.Action;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One message of an operation.
///
/// @param seq the order in which a mailbox's items are executed
/// @param folders refs of the provider's folders the action speaks of; empty for most
/// @param before what was shown before, for taking it back
/// @param reason why it was refused, in the provider's words
@JsonInclude(JsonInclude.Include.NON_NULL)
record Item(
    String operation,
    TenantId tenant,
    MailboxId mailbox,
    MessageId message,
    @Nullable ThreadId thread,
    long seq,
    ActionName action,
    List<String> folders,
    MessageState before,
    State state,
    @Nullable String reason) {

  Item {
    folders = List.copyOf(folders);
  }

  enum State {
    /// Stored, and not yet shown: not to be executed.
    PLANNED,
    PENDING,
    EXECUTING,
    DONE,
    REFUSED,
    GONE,
    UNSUPPORTED,
    UNDONE;

    @JsonValue
    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @JsonIgnore
  String id() {
    return operation + ":" + message;
  }

  boolean goesWith(Item other) {
    return action == other.action() && folders.equals(other.folders());
  }

  /// What to ask the provider for.
  Action asked() {
    return switch (action) {
      case READ -> new Action.MarkRead();
      case UNREAD -> new Action.MarkUnread();
      case STAR -> new Action.Star();
      case UNSTAR -> new Action.Unstar();
      case TRASH -> new Action.Trash();
      case RESTORE -> new Action.Restore(Set.copyOf(folders));
      case DELETE -> new Action.Delete();
      case ARCHIVE -> new Action.Archive();
      case SPAM -> new Action.Spam();
      case MOVE -> new Action.Move(folders.getFirst());
    };
  }
}
