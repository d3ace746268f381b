package io.correo.events.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.events.SendId;
import io.correo.events.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message that did not reach somebody: refused by the provider, or returned later.
///
/// @param send null when it was not sent from Correo
/// @param message the message that failed, once it is known
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SendEvent(
    @Nullable SendId send,
    MailboxId mailbox,
    UserId owner,
    @Nullable MessageId message,
    List<Recipient> recipients) {

  /// @param reason in the provider's words
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Recipient(String address, @Nullable String status, String reason) {}
}
