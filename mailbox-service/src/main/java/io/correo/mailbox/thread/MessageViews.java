package io.correo.mailbox.thread;

import io.correo.events.ConnectedMailbox;
import io.correo.events.Folder;
import io.correo.events.FolderId;
import io.correo.events.MessageContent;
import io.correo.events.MessageState;
import io.correo.events.Visibility;
import io.correo.mailbox.folder.Folders;
import io.correo.mailbox.message.Direction;
import io.correo.mailbox.message.MailMessage;
import io.correo.mailbox.message.Overlay;
import io.correo.mailbox.signed.SignedLinks;
import io.correo.mailbox.visibility.Mailboxes;
import io.correo.mailbox.visibility.Viewer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Messages as a viewer may see them.
@Component
public class MessageViews {
  private final Folders folders;
  private final Mailboxes mailboxes;
  private final SignedLinks links;

  MessageViews(Folders folders, Mailboxes mailboxes, SignedLinks links) {
    this.folders = folders;
    this.mailboxes = mailboxes;
    this.links = links;
  }

  /// @param messages of one mailbox, each with something to show
  List<MessageView> of(Viewer viewer, List<MailMessage> messages, Visibility rights) {
    if (messages.isEmpty()) return List.of();
    var id = messages.getFirst().mailbox();
    var mine = viewer.owns(id);
    var names = mine ? folders.byId(id) : Map.<FolderId, Folder>of();
    ConnectedMailbox mailbox = mine ? viewer.mine(id) : mailboxes.find(id);
    var direction = new Direction(mailbox);
    return messages.stream()
        .map(m -> new Looking(viewer, m, rights, mine, names, direction).view())
        .toList();
  }

  private final class Looking {
    private final Viewer viewer;
    private final MailMessage message;
    private final MessageContent content;
    private final MessageState shown;
    private final Visibility rights;
    private final boolean mine;
    private final Map<FolderId, Folder> names;
    private final Direction direction;

    Looking(
        Viewer viewer,
        MailMessage message,
        Visibility rights,
        boolean mine,
        Map<FolderId, Folder> names,
        Direction direction) {
      this.viewer = viewer;
      this.message = message;
      this.content = Objects.requireNonNull(message.content());
      this.shown = Objects.requireNonNull(message.shown());
      this.rights = rights;
      this.mine = mine;
      this.names = names;
      this.direction = direction;
    }

    MessageView view() {
      var everything = rights == Visibility.EVERYTHING;
      var decision = message.decision();
      var thread = Objects.requireNonNull(message.thread());
      return new MessageView(
          message.id().value(),
          thread.value(),
          message.mailbox().value(),
          inFolders(),
          mine ? shown.roles().stream().sorted().toList() : List.of(),
          content.from(),
          content.replyTo(),
          content.to(),
          content.cc(),
          mine ? content.bcc() : null,
          everything || rights == Visibility.SUBJECT ? content.subject() : null,
          content.date(),
          content.messageId(),
          content.inReplyTo(),
          everything ? content.snippet() : "",
          shown.unread(),
          shown.starred(),
          shown.draft(),
          content.automatic(),
          content.size(),
          everything ? files() : List.of(),
          decision == null ? List.of() : decision.records(),
          decision == null || !mine ? null : decision.reason(),
          decision == null || !mine ? null : decision.why(),
          content.problems(),
          direction.of(content, shown),
          pending(),
          rights,
          message.contentRevision());
    }

    private List<MessageView.InFolder> inFolders() {
      return shown.folders().stream()
          .map(names::get)
          .filter(Objects::nonNull)
          .map(f -> new MessageView.InFolder(f.id().value(), f.name(), f.role()))
          .sorted(java.util.Comparator.comparing(MessageView.InFolder::name))
          .toList();
    }

    private @Nullable List<String> pending() {
      if (!mine || message.overlays().isEmpty()) return null;
      return message.overlays().stream().map(Overlay::action).toList();
    }

    private List<MessageView.File> files() {
      return content.attachments().stream()
          .map(
              file ->
                  new MessageView.File(
                      file.id().value(),
                      file.name(),
                      file.type(),
                      file.size(),
                      file.inline(),
                      file.contentId(),
                      links.sign(viewer, path(file.id().value()), "")))
          .toList();
    }

    private String path(String file) {
      return "/api/v1/messages/" + message.id() + "/attachments/" + file;
    }
  }
}
