package io.correo.mailbox.folder;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.correo.events.ConnectedMailbox;
import io.correo.events.Folder;
import io.correo.events.FolderRole;
import io.correo.events.MailboxId;
import io.correo.mailbox.message.Messages;
import io.correo.mailbox.message.Places;
import io.correo.mailbox.visibility.Viewers;
import io.correo.service.caller.Caller;
import io.correo.service.paging.Page;
import io.correo.service.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Folders with what is in them, counted when somebody asks: in messages, like the provider counts.
@RestController
class FolderController {
  private final Viewers viewers;
  private final Folders folders;
  private final Messages messages;
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

  FolderController(Viewers viewers, Folders folders, Messages messages) {
    this.viewers = viewers;
    this.folders = folders;
    this.messages = messages;
  }

  /// @param mailbox null when merged over all of one's own
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record FolderView(
      String id,
      @Nullable String mailbox,
      String name,
      @Nullable FolderRole role,
      long unread,
      long total) {}

  @GetMapping("/api/v1/folders")
  Page<FolderView> folders(
      Caller caller, @RequestParam(required = false) @Nullable String mailbox) {
    var viewer = viewers.of(caller);
    if (mailbox == null) return Page.whole(merged(viewer.mailboxes()));
    var mine = viewer.mine(new MailboxId(mailbox));
    if (mine == null) throw Problem.notFound("mailbox");
    return Page.whole(of(mine));
  }

  private List<FolderView> merged(List<ConnectedMailbox> mailboxes) {
    var byRole = new EnumMap<FolderRole, FolderView>(FolderRole.class);
    var counting =
        mailboxes.stream().map(m -> CompletableFuture.supplyAsync(() -> of(m), threads)).toList();
    for (var counted : counting) {
      for (var folder : counted.join()) {
        var role = folder.role();
        if (role == null) continue;
        var one =
            new FolderView(
                role.wireName(), null, role.wireName(), role, folder.unread(), folder.total());
        byRole.merge(role, one, FolderController::sum);
      }
    }
    return List.copyOf(byRole.values());
  }

  private static FolderView sum(FolderView one, FolderView other) {
    return new FolderView(
        one.id(),
        null,
        one.name(),
        one.role(),
        one.unread() + other.unread(),
        one.total() + other.total());
  }

  private List<FolderView> of(ConnectedMailbox mailbox) {
    var id = mailbox.mailbox();
    var stored = folders.of(id);
    var counting = new ArrayList<CompletableFuture<FolderView>>();
    for (var role : FolderRole.values()) {
      var folder = stored.stream().filter(f -> f.role() == role).findFirst().orElse(null);
      if (!exists(role, mailbox)) continue;
      var name = folder == null ? role.wireName() : folder.name();
      var folderId = folder == null ? role.wireName() : folder.id().value();
      counting.add(count(id, folderId, name, role, role.wireName()));
    }
    stored.stream()
        .filter(folder -> folder.role() == null)
        .sorted(Comparator.comparing(Folder::name, String.CASE_INSENSITIVE_ORDER))
        .forEach(
            folder ->
                counting.add(
                    count(
                        id,
                        folder.id().value(),
                        folder.name(),
                        null,
                        Places.folder(folder.id().value()))));
    return counting.stream().map(CompletableFuture::join).toList();
  }

  private static boolean exists(FolderRole role, ConnectedMailbox mailbox) {
    return switch (role) {
      case STARRED -> mailbox.capabilities().star();
      case ARCHIVE -> mailbox.capabilities().archive();
      case INBOX, DRAFTS, SENT, TRASH, SPAM -> true;
    };
  }

  private CompletableFuture<FolderView> count(
      MailboxId mailbox, String id, String name, @Nullable FolderRole role, String place) {
    return CompletableFuture.supplyAsync(
        () ->
            new FolderView(
                id,
                mailbox.value(),
                name,
                role,
                messages.count(mailbox, Places.unread(place)),
                messages.count(mailbox, place)),
        threads);
  }
}
