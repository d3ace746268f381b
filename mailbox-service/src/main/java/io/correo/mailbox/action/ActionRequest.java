package io.correo.mailbox.action;

import io.correo.events.MessageId;
import io.correo.events.ThreadId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a user asks to do, to exactly one of: messages, threads, a selection.
///
/// @param in the role or folder id that is shown: what of a thread is meant
/// @param to folder id, for `move`
record ActionRequest(
    @Nullable ActionName action,
    @Nullable List<MessageId> messages,
    @Nullable List<ThreadId> threads,
    @Nullable Selection select,
    @Nullable String in,
    @Nullable String to) {

  /// Everything of a list but some.
  ///
  /// @param until nothing newer, so that mail the user has not seen is left alone
  /// @param except ids of threads or messages
  record Selection(
      @Nullable String mailbox,
      @Nullable String role,
      @Nullable String folder,
      @Nullable Boolean unread,
      @Nullable String account,
      @Nullable String q,
      @Nullable Instant until,
      @Nullable List<String> except) {}
}
