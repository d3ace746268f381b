package io.correo.events;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// "This mailbox may have changed": what a verified webhook leaves on `mail.notifications` before
/// it answers. Names an address (Google) or a mailbox (Microsoft).
///
/// @param provider `google` or `microsoft`
/// @param hint what the provider says changed, opaque; null when it says nothing
/// @param lifecycle what the provider says of its watch over the mailbox; null for any
///     other notice, and for what a newer producer may say
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Notice(
    String provider,
    @Nullable String address,
    @Nullable MailboxId mailbox,
    @Nullable String hint,
    Instant receivedAt,
    @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
        @Nullable Lifecycle lifecycle) {

  public Notice {
    if ((address == null) == (mailbox == null)) {
      throw new IllegalArgumentException("a notice names either an address or a mailbox");
    }
  }

  /// Something changed in the mailbox.
  public Notice(
      String provider,
      @Nullable String address,
      @Nullable MailboxId mailbox,
      @Nullable String hint,
      Instant receivedAt) {
    this(provider, address, mailbox, hint, receivedAt, null);
  }

  /// What may become of a watch. After each, changes may have happened that no notice told of.
  public enum Lifecycle {
    /// It ends soon unless it is renewed now.
    RENEW,
    /// It has ended before its time.
    REMOVED,
    /// Notices were lost.
    MISSED;

    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
