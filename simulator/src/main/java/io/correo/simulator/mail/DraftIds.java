package io.correo.simulator.mail;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which draft has which message: the draft stays, its message does not. Guarded by the mailbox.
final class DraftIds {

  private final Map<String, String> messages = new HashMap<>();
  private final Map<String, String> drafts = new HashMap<>();
  private long made;

  void bind(String messageId) {
    if (!drafts.containsKey(messageId)) {
      rebind("r" + (5_000_000_000_000_000_000L + ++made * 7_919), messageId);
    }
  }

  void rebind(String draftId, String messageId) {
    var old = messages.put(draftId, messageId);
    if (old != null) {
      drafts.remove(old);
    }
    drafts.put(messageId, draftId);
  }

  void release(String messageId) {
    var draft = drafts.remove(messageId);
    if (draft != null) {
      messages.remove(draft);
    }
  }

  @Nullable String ofMessage(String messageId) {
    return drafts.get(messageId);
  }

  @Nullable String message(String draftId) {
    return messages.get(draftId);
  }
}
