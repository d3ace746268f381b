package io.correo.mailbox.thread;

import io.correo.events.FolderRole;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.events.RecordRef;
import io.correo.events.ThreadId;
import io.correo.mailbox.folder.Folders;
import io.correo.mailbox.message.MailMessage;
import io.correo.mailbox.message.Messages;
import io.correo.mailbox.thread.ThreadLists.Wanted;
import io.correo.mailbox.visibility.Viewer;
import io.correo.mailbox.visibility.Viewers;
import io.correo.service.caller.Caller;
import io.correo.service.paging.Page;
import io.correo.service.paging.PageCursor;
import io.correo.service.problem.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Lists of conversations, conversations, messages. A GET marks nothing read.
@RestController
@RequestMapping("/api/v1")
class ThreadController {
  private static final int MOST_IDS = 100;

  private final Viewers viewers;
  private final ThreadLists lists;
  private final Access access;
  private final Messages messages;
  private final MessageViews views;
  private final Folders folders;
  private final int conversation;

  ThreadController(
      Viewers viewers,
      ThreadLists lists,
      Access access,
      Messages messages,
      MessageViews views,
      Folders folders,
      @Value("${correo.mailbox.conversation}") int conversation) {
    this.viewers = viewers;
    this.lists = lists;
    this.access = access;
    this.messages = messages;
    this.views = views;
    this.folders = folders;
    this.conversation = conversation;
  }

  @GetMapping("/threads")
  Page<ThreadRow> threads(
      Caller caller,
      @RequestParam(required = false) @Nullable String mailbox,
      @RequestParam(required = false) @Nullable String role,
      @RequestParam(required = false) @Nullable String folder,
      @RequestParam(defaultValue = "false") boolean unread,
      @RequestParam(required = false) @Nullable String account,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    var viewer = viewers.of(caller);
    var place =
        folder != null
            ? folders.place(folder)
            : role == null && account != null && !account.isBlank()
                ? null
                : role(role == null ? FolderRole.INBOX.wireName() : role);
    return lists.mine(
        viewer,
        mailboxes(viewer, mailbox),
        new Wanted(place, unread, account),
        PageCursor.decode(cursor),
        PageCursor.limit(limit));
  }

  @GetMapping("/threads/{id}")
  Conversation thread(Caller caller, @PathVariable String id) {
    var viewer = viewers.of(caller);
    var stored = access.thread(viewer, new ThreadId(id));
    var row = Objects.requireNonNull(stored.row());
    var rights = Objects.requireNonNull(stored.rights(viewer));
    var mine = viewer.owns(row.mailbox());
    var shown = new ArrayList<MailMessage>();
    for (var message : messages.newestOf(row.id(), conversation)) {
      var state = message.shown();
      if (state == null || !mine && (state.draft() || MailMessage.isAside(state))) continue;
      shown.add(message);
    }
    Collections.reverse(shown);
    return new Conversation(
        ThreadRow.of(stored, row, rights, row.date(), mine), views.of(viewer, shown, rights));
  }

  @GetMapping("/messages/{id}")
  MessageView message(Caller caller, @PathVariable String id) {
    var viewer = viewers.of(caller);
    return view(viewer, access.message(viewer, new MessageId(id)));
  }

  @GetMapping("/messages")
  Page<MessageView> messages(Caller caller, @RequestParam String ids) {
    var wanted = List.of(ids.split(",")).stream().filter(id -> !id.isBlank()).distinct().toList();
    if (wanted.isEmpty() || wanted.size() > MOST_IDS) {
      throw Problem.invalid("ids", "must name 1 to " + MOST_IDS + " messages");
    }
    var viewer = viewers.of(caller);
    var found = new ArrayList<MessageView>();
    for (var id : wanted) {
      var seen = access.find(viewer, new MessageId(id.strip()));
      if (seen != null) found.add(view(viewer, seen));
    }
    return Page.whole(found);
  }

  @GetMapping("/crm/accounts/{id}/threads")
  Page<ThreadRow> ofAccount(
      Caller caller,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return ofRecord(caller, RecordRef.ACCOUNT, id, cursor, limit);
  }

  @GetMapping("/records/{type}/{id}/threads")
  Page<ThreadRow> ofRecord(
      Caller caller,
      @PathVariable String type,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return lists.ofRecord(
        viewers.of(caller),
        new RecordRef(type, id),
        PageCursor.decode(cursor),
        PageCursor.limit(limit));
  }

  /// @param id an address, or the CRM's id of a contact
  @GetMapping("/contacts/{id}/threads")
  Page<ThreadRow> ofContact(
      Caller caller,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    var viewer = viewers.of(caller);
    var from = PageCursor.decode(cursor);
    var most = PageCursor.limit(limit);
    return id.contains("@")
        ? lists.ofAddress(viewer, id.strip().toLowerCase(Locale.ROOT), from, most)
        : lists.ofRecord(viewer, new RecordRef(RecordRef.CONTACT, id), from, most);
  }

  private MessageView view(Viewer viewer, Access.Seen seen) {
    return views.of(viewer, List.of(seen.message()), seen.rights()).getFirst();
  }

  private static List<MailboxId> mailboxes(Viewer viewer, @Nullable String mailbox) {
    if (mailbox == null) return viewer.mailboxes().stream().map(m -> m.mailbox()).toList();
    var id = new MailboxId(mailbox);
    if (!viewer.owns(id)) throw Problem.notFound("mailbox");
    return List.of(id);
  }

  private static String role(String name) {
    for (var role : FolderRole.values()) {
      if (role.wireName().equals(name)) return name;
    }
    throw Problem.invalid("role", "is none of inbox, starred, drafts, sent, trash, archive, spam");
  }
}
