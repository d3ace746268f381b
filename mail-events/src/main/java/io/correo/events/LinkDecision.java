package io.correo.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which CRM records a message belongs to, and why; or that it belongs to none, and why. Topic
/// `mail.links`, keyed by mailbox id, written by crm-link. Every message gets one first decision; a
/// later one about the same message replaces it.
///
/// @param sequence grows per message; an older decision is ignored
/// @param records empty when linked to none
/// @param reason in words for people, when linked to none; null otherwise
/// @param why the same as a code, for pages of another language; null where `reason` is, or before
///     there were codes
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LinkDecision(
    TenantId tenant,
    MailboxId mailbox,
    ThreadId thread,
    MessageId message,
    long sequence,
    Origin origin,
    List<Link> records,
    @Nullable String reason,
    @Nullable LinkReason why,
    Instant decidedAt) {

  public LinkDecision {
    records = List.copyOf(records);
  }

  /// @param reason in words for people, for example "ana@obra.example is a contact of Obra Norte"
  /// @param manual true when a person decided it
  /// @param why the same as a code; null before there were codes
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Link(
      String type,
      String id,
      String label,
      String reason,
      boolean manual,
      @Nullable LinkReason why) {
    public RecordRef ref() {
      return new RecordRef(type, id);
    }
  }
}
