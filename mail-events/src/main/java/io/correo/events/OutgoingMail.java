package io.correo.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How far one accepted request to send has come. Topic `mail.outgoing`, keyed by mailbox id,
/// written by compose-service; wakes sync-service, and lets compose recover.
///
/// @param step grows per send; an older one is ignored
/// @param key the client's Idempotency-Key
/// @param draftRef the draft at the provider, once it is mirrored: the token that tells sent or not
/// @param message the sent message, once known
/// @param threadRef the provider's name of its thread, once known
/// @param records the CRM records its writer chose for it: its conversation is to be linked to them
/// @param clientRef the client's own name for the draft; null for none
/// @param problem why it failed, in the provider's words; null unless failed or unknown
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutgoingMail(
    TenantId tenant,
    MailboxId mailbox,
    UserId user,
    SendId send,
    DraftId draft,
    String key,
    long step,
    State state,
    @Nullable String draftRef,
    @Nullable MessageId message,
    @Nullable String threadRef,
    String subject,
    List<Address> recipients,
    List<RecordRef> records,
    @Nullable String clientRef,
    @Nullable String problem,
    Instant at) {

  public OutgoingMail {
    recipients = List.copyOf(recipients);
    // What was published before there were records in it has none.
    records = records == null ? List.of() : List.copyOf(records);
  }

  public enum State {
    SCHEDULED,
    HELD,
    QUEUED,
    SENDING,
    RESOLVING,
    SENT,
    FAILED,
    UNKNOWN,
    CANCELLED;

    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
