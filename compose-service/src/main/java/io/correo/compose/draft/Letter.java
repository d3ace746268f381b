package io.correo.compose.draft;

import io.correo.compose.attachment.DraftFile;
import io.correo.compose.attachment.Files;
import io.correo.compose.mime.BodyHtml;
import io.correo.compose.mime.HeaderText;
import io.correo.events.Address;
import io.correo.provider.OutgoingMessage;
import java.util.List;
import java.util.Map;

/// A draft as it goes to the provider.
final class Letter {
  private Letter() {}

  static OutgoingMessage of(Draft draft, Files files) {
    var content = draft.content();
    var conversation = draft.conversation();
    var answered = conversation == null ? null : conversation.inReplyTo();
    return new OutgoingMessage(
        content.from(),
        deliverable(content.to()),
        deliverable(content.cc()),
        deliverable(content.bcc()),
        content.subject(),
        content.html(),
        new BodyHtml(content.html()).text(),
        "<%s@%s>".formatted(draft.nextSend(), content.from().domain()),
        answered,
        conversation == null ? List.of() : conversation.references(),
        // The provider's thread means nothing in another mailbox.
        conversation != null && conversation.mailbox().equals(draft.mailbox())
            ? conversation.threadRef()
            : null,
        Map.of(
            OutgoingMessage.DRAFT_MARK, draft.id().value(),
            OutgoingMessage.SEND_MARK, draft.nextSend().value()),
        draft.files().stream().map(file -> file(file, files)).toList());
  }

  /// What a person has not finished typing is not for the provider.
  static List<Address> deliverable(List<Address> addresses) {
    return addresses.stream().filter(HeaderText::isDeliverable).toList();
  }

  private static OutgoingMessage.File file(DraftFile file, Files files) {
    return new OutgoingMessage.File(
        file.name(),
        file.type(),
        file.size(),
        file.inline() ? file.contentId() : null,
        () -> files.open(file.id()));
  }
}
