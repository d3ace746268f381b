package io.correo.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// "This mailbox may have changed": what a verified webhook leaves on `mail.notifications` before
/// it answers. Names an address (Google) or a mailbox (Microsoft).
///
/// @param provider `google` or `microsoft`
/// @param hint what the provider says changed, opaque; null when it says nothing
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Notice(
    String provider,
    @Nullable String address,
    @Nullable MailboxId mailbox,
    @Nullable String hint,
    Instant receivedAt) {

  public Notice {
    if ((address == null) == (mailbox == null)) {
      throw new IllegalArgumentException("a notice names either an address or a mailbox");
    }
  }
}
