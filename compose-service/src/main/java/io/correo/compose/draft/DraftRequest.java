package io.correo.compose.draft;

import io.correo.events.Address;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Body of `POST /drafts`. What is absent is filled in.
///
/// @param timeZone for the date in quoted text, an IANA name
/// @param template one to begin with
record DraftRequest(
    @Nullable MailboxId mailbox,
    @Nullable Address from,
    @Nullable Kind kind,
    @Nullable MessageId of,
    @Nullable List<DraftContent.LinkedRecord> records,
    @Nullable List<Address> to,
    @Nullable List<Address> cc,
    @Nullable List<Address> bcc,
    @Nullable String subject,
    @Nullable String html,
    @Nullable String clientRef,
    @Nullable String timeZone) {

  /// Body of `PUT /drafts/{id}`: the whole content.
  record Edit(
      @Nullable MailboxId mailbox,
      @Nullable Address from,
      @Nullable List<DraftContent.LinkedRecord> records,
      @Nullable List<Address> to,
      @Nullable List<Address> cc,
      @Nullable List<Address> bcc,
      @Nullable String subject,
      @Nullable String html) {}

  static <T> List<T> orNone(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
