package io.correo.events;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A fact about a connected mailbox. Topics `mail.changes` and `mail.backfill`, written by
/// sync-service only, keyed by [#mailbox()]. Delivered at least once and in any order between the
/// two topics; [#revision()] decides, not arrival.
@JsonTypeInfo(use = Id.NAME, property = "type", defaultImpl = MailFact.Unrecognised.class)
public sealed interface MailFact {
  TenantId tenant();

  MailboxId mailbox();

  /// Grows per mailbox in the order we read the provider.
  Revision revision();

  /// What a reader keeps of a fact it cannot take whole, so that its message is not missing. It is
  /// a little older than the fact, which therefore replaces it when it can be taken after all.
  ///
  /// @return null when nothing of it is of use alone
  default @Nullable MailFact remains() {
    return null;
  }

  /// The whole message. A new one, or one whose content changed (a draft edited elsewhere).
  ///
  /// @param ref the provider's present name of the message, for provider calls only
  /// @param threadRef the provider's name of the thread, for provider calls only
  @JsonTypeName("mail.message-upserted.v1")
  record MessageUpserted(
      TenantId tenant,
      MailboxId mailbox,
      Revision revision,
      Origin origin,
      MessageId message,
      String ref,
      ThreadId thread,
      String threadRef,
      MessageContent content,
      MessageState state)
      implements MailFact {

    @Override
    public MailFact remains() {
      return new MessageUpserted(
          tenant,
          mailbox,
          revision.justBefore(),
          origin,
          message,
          ref,
          thread,
          threadRef,
          content.envelope(),
          state);
    }
  }

  /// Folders and flags only. About an unknown message it makes an unlisted stub.
  @JsonTypeName("mail.message-state-changed.v1")
  record MessageStateChanged(
      TenantId tenant, MailboxId mailbox, Revision revision, MessageId message, MessageState state)
      implements MailFact {}

  /// Gone at the provider, verified. Leaves a tombstone, so a late older fact does not revive it.
  @JsonTypeName("mail.message-removed.v1")
  record MessageRemoved(TenantId tenant, MailboxId mailbox, Revision revision, MessageId message)
      implements MailFact {}

  @JsonTypeName("mail.folder-upserted.v1")
  record FolderUpserted(TenantId tenant, MailboxId mailbox, Revision revision, Folder folder)
      implements MailFact {}

  @JsonTypeName("mail.folder-removed.v1")
  record FolderRemoved(TenantId tenant, MailboxId mailbox, Revision revision, FolderId folder)
      implements MailFact {}

  /// Every live change up to the reading that began at `asOf` has been told.
  @JsonTypeName("mail.mailbox-caught-up.v1")
  record MailboxCaughtUp(TenantId tenant, MailboxId mailbox, Revision revision, Instant asOf)
      implements MailFact {}

  /// The mailbox was disconnected: drop everything of it and never take it back.
  @JsonTypeName("mail.mailbox-erased.v1")
  record MailboxErased(TenantId tenant, MailboxId mailbox, Revision revision) implements MailFact {}

  /// Published by a newer producer. Skip and count it; never fail on it.
  record Unrecognised(TenantId tenant, MailboxId mailbox, Revision revision) implements MailFact {}
}
