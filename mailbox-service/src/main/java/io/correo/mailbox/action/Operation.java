package io.correo.mailbox.action;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import io.correo.events.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One action of a user on some messages, as far as it has come.
///
/// @param total how many messages are to be changed
/// @param undoUntil until when it can be taken back
/// @param undoes the operation this one takes back; null for most
@JsonInclude(JsonInclude.Include.NON_NULL)
record Operation(
    String id,
    TenantId tenant,
    UserId user,
    ActionName action,
    List<MailboxId> mailboxes,
    State state,
    int total,
    Instant createdAt,
    Instant undoUntil,
    @Nullable String undoes) {

  Operation {
    mailboxes = List.copyOf(mailboxes);
  }

  enum State {
    RUNNING,
    DONE,
    FAILED,
    UNDONE;

    @JsonValue
    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
