package io.correo.compose.draft;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.correo.compose.attachment.DraftFile;
import io.correo.events.Address;
import io.correo.events.DraftId;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.events.ThreadId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A draft in the API.
@JsonInclude(JsonInclude.Include.NON_NULL)
record DraftView(
    DraftId id,
    MailboxId mailbox,
    Address from,
    Kind kind,
    @Nullable MessageId of,
    @Nullable ThreadId thread,
    @Nullable MessageId message,
    List<DraftContent.LinkedRecord> records,
    List<Address> to,
    List<Address> cc,
    List<Address> bcc,
    String subject,
    @Nullable String html,
    List<FileView> attachments,
    long version,
    Instant updatedAt,
    boolean savedAtProvider,
    @Nullable String problem,
    @Nullable String clientRef) {

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record FileView(
      String id, String name, String type, long size, boolean inline, @Nullable String contentId) {
    static FileView of(DraftFile file) {
      return new FileView(
          file.id(), file.name(), file.type(), file.size(), file.inline(), file.contentId());
    }
  }

  static DraftView of(Draft draft) {
    return view(draft, draft.content().html());
  }

  static DraftView row(Draft draft) {
    return view(draft, null);
  }

  private static DraftView view(Draft draft, @Nullable String html) {
    var content = draft.content();
    var conversation = draft.conversation();
    var copy = draft.mirror().copy();
    return new DraftView(
        draft.id(),
        draft.mailbox(),
        content.from(),
        draft.kind(),
        draft.of(),
        conversation == null ? null : conversation.thread(),
        copy == null ? null : copy.message(),
        content.records(),
        content.to(),
        content.cc(),
        content.bcc(),
        content.subject(),
        html,
        draft.files().stream().map(FileView::of).toList(),
        draft.version(),
        draft.updatedAt(),
        draft.isMirrored(),
        draft.mirror().problem(),
        draft.clientRef());
  }
}
