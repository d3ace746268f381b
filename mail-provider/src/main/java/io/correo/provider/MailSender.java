package io.correo.provider;

import org.jspecify.annotations.Nullable;

/// What compose-service does: keep a draft at the provider, and send it. The draft is the token
/// that tells "sent or not" after a crash; so there is no way to send without one.
public interface MailSender {

  /// Not safe to repeat: a second call makes a second draft. After an unknown outcome look for the
  /// orphan with [#findDraft].
  Draft create(Grant grant, OutgoingMessage message);

  /// Replaces the whole draft. Safe to repeat.
  Draft update(Grant grant, String draftRef, OutgoingMessage message);

  /// Safe to repeat; deleting none succeeds.
  void delete(Grant grant, String draftRef);

  /// Sends, once. Never repeated by itself: after anything but an answer, [#look].
  Sent send(Grant grant, String draftRef);

  /// What became of a draft.
  Look look(Grant grant, String draftRef);

  /// The draft that carries this `X-Correo-Draft` mark, or null.
  @Nullable Draft findDraft(Grant grant, String mark);

  /// The sent message that carries this `X-Correo-Send` mark, or null when it is not there (yet).
  @Nullable Sent findSent(Grant grant, String mark, @Nullable String threadRef);

  /// The draft a message is the present shape of; null when the message is no draft. For drafts
  /// written elsewhere.
  @Nullable Draft draftOf(Grant grant, String messageRef);

  /// @param draftRef the provider's id of the draft, stable until it is sent
  /// @param messageRef its present message
  record Draft(String draftRef, String messageRef, String threadRef) {}

  record Sent(String messageRef, String threadRef) {}

  sealed interface Look {
    /// The draft is there: it was not sent.
    record NotSent(Draft draft) implements Look {}

    /// The draft is gone: it was sent (or deleted by hand in that instant). Find it by its mark.
    record Consumed() implements Look {}

    /// The draft became this sent message.
    record Delivered(Sent sent) implements Look {}
  }
}
