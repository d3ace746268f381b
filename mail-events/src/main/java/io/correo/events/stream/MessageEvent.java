package io.correo.events.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.correo.events.Address;
import io.correo.events.Automatic;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.events.SendId;
import io.correo.events.ThreadId;
import io.correo.events.UserId;
import io.correo.events.Visibility;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The envelope of a message. Never Bcc, a body or a token; at most 16 kB. Subject, snippet and
/// attachments are absent where visibility says so.
///
/// @param fingerprint equal for the same mail in several mailboxes
/// @param direction `inbound`, `outbound` or `internal`
/// @param records the CRM records it is linked to; empty before the decision or for none
/// @param reason why it is linked to none; only in `unlinked`
/// @param reasonCode the same as a code of `LinkReason`, to decide by; null before there were codes
/// @param sentFrom `correo` or `provider`; only for our own mail
/// @param url where the body is fetched, with the module's own token
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageEvent(
    MessageId message,
    ThreadId thread,
    MailboxId mailbox,
    UserId owner,
    @Nullable String rfcMessageId,
    String fingerprint,
    String direction,
    Instant date,
    @Nullable Address from,
    List<Address> to,
    List<Address> cc,
    @Nullable String subject,
    @Nullable String snippet,
    @Nullable String inReplyTo,
    Automatic automatic,
    @Nullable List<File> attachments,
    List<Link> records,
    @Nullable String reason,
    @Nullable String reasonCode,
    Visibility visibility,
    @Nullable String sentFrom,
    @Nullable SendId send,
    @Nullable String clientRef,
    String url) {

  public record File(String id, String name, long size, String type) {}

  /// @param reason in words for people
  /// @param code the same as a code of `LinkReason`, to decide by; null before there were codes
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Link(String type, String id, String reason, @Nullable String code) {}
}
