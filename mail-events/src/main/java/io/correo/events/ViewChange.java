package io.correo.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What changed in the mailbox view, by id: open pages fetch what they show. Topic `mail.view`,
/// keyed by mailbox id, written by mailbox-service, read by the gateway for live events and by
/// search-service for who may find a conversation.
@JsonTypeInfo(use = Id.NAME, property = "type", defaultImpl = ViewChange.Unrecognised.class)
public sealed interface ViewChange {
  TenantId tenant();

  MailboxId mailbox();

  /// @param records the CRM records the conversation is linked to, so that a record's page hears of
  /// it
  @JsonTypeName("mail.view.thread-changed.v1")
  record ThreadChanged(
      TenantId tenant,
      MailboxId mailbox,
      ThreadId thread,
      Revision revision,
      List<RecordRef> records)
      implements ViewChange {}

  @JsonTypeName("mail.view.thread-removed.v1")
  record ThreadRemoved(TenantId tenant, MailboxId mailbox, ThreadId thread) implements ViewChange {}

  /// Folder counters of the mailbox differ from before: fetch them if they are shown.
  @JsonTypeName("mail.view.counters-changed.v1")
  record CountersChanged(TenantId tenant, MailboxId mailbox) implements ViewChange {}

  /// @param state `running`, `done`, `failed` or `undone`
  @JsonTypeName("mail.view.operation-changed.v1")
  record OperationChanged(
      TenantId tenant, MailboxId mailbox, UserId user, String operation, String state)
      implements ViewChange {}

  /// What colleagues may see of a conversation was chosen for it alone. Unlike the others, it is
  /// told at least once, whatever crashes.
  ///
  /// @param sequence grows per conversation; an older one is ignored
  /// @param visibility instead of the mailbox's; null when the mailbox's holds again
  @JsonTypeName("mail.view.thread-visibility-changed.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ThreadVisibilityChanged(
      TenantId tenant,
      MailboxId mailbox,
      ThreadId thread,
      long sequence,
      @Nullable Visibility visibility)
      implements ViewChange {}

  /// Published by a newer producer. Skip it.
  record Unrecognised(TenantId tenant, MailboxId mailbox) implements ViewChange {}
}
