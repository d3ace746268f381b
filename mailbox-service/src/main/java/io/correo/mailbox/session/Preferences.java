package io.correo.mailbox.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a user prefers.
///
/// @param undoSeconds how long a send can be taken back
/// @param language null for the one of the CRM
/// @param defaultMailbox new messages are sent from; null for the first
/// @param trustedSenders whose remote images are shown at once
/// @param markReadAfterSeconds how long a message is open before it counts as read
@JsonInclude(JsonInclude.Include.ALWAYS)
record Preferences(
    int undoSeconds,
    @Nullable String language,
    @Nullable String defaultMailbox,
    List<String> trustedSenders,
    int markReadAfterSeconds) {
  static final Preferences DEFAULT = new Preferences(10, null, null, List.of(), 1);

  Preferences {
    trustedSenders = List.copyOf(trustedSenders);
  }
}
