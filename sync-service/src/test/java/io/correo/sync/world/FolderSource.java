package io.correo.sync.world;

import io.correo.events.Address;
import io.correo.events.Automatic;
import io.correo.events.Folder;
import io.correo.events.FolderId;
import io.correo.events.FolderRole;
import io.correo.events.MessageContent;
import io.correo.events.MessageState;
import io.correo.provider.Change;
import io.correo.provider.Grant;
import io.correo.provider.MailSource;
import io.correo.provider.ProviderException.CursorExpired;
import io.correo.provider.ProviderException.Gone;
import io.correo.sync.world.FolderMailbox.Message;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads [FolderMailbox]es. A cursor taken `now` tells only of what comes after; one from the
/// beginning, or from a listing, tells of everything.
final class FolderSource implements MailSource {
  private static final int PAGE = 3;
  private final Function<Grant, FolderMailbox> mailboxes;

  FolderSource(Function<Grant, FolderMailbox> mailboxes) {
    this.mailboxes = mailboxes;
  }

  private FolderMailbox called(Grant grant, String call) {
    var mailbox = mailboxes.apply(grant);
    mailbox.called(call);
    return mailbox;
  }

  @Override
  public Profile profile(Grant grant) {
    var mailbox = called(grant, "profile");
    return new Profile(
        mailbox.address,
        mailbox.address,
        List.of(Address.of(mailbox.address)),
        mailbox.messages.size());
  }

  @Override
  public List<Folder> folders(Grant grant) {
    var mailbox = called(grant, "folders");
    synchronized (mailbox) {
      return mailbox.folders.entrySet().stream()
          .map(
              it ->
                  new Folder(
                      FolderId.of(grant.mailbox(), it.getKey()),
                      it.getKey(),
                      it.getValue(),
                      role(it.getKey())))
          .toList();
    }
  }

  @Override
  public Set<String> parts(Grant grant) {
    var mailbox = called(grant, "parts");
    synchronized (mailbox) {
      return Set.copyOf(mailbox.folders.keySet());
    }
  }

  @Override
  public Cursor now(Grant grant, String part) {
    var mailbox = called(grant, "now " + part);
    synchronized (mailbox) {
      var now = InstantSource.system().instant();
      return new Cursor(part, mailbox.journal.size() + "|" + now);
    }
  }

  @Override
  public Cursor beginning(Grant grant, String part) {
    called(grant, "beginning " + part);
    return new Cursor(part, "");
  }

  @Override
  public ChangePage changes(Grant grant, Cursor since) {
    var part = since.part();
    var mailbox = called(grant, "changes " + part);
    synchronized (mailbox) {
      if (!mailbox.folders.containsKey(part)) throw new Gone("no folder " + part);
      var here = mailbox.journal.size();
      if (since.value().isEmpty()) {
        var all = mailbox.in(part).stream().map(it -> (Change) upserted(grant, it)).toList();
        return new ChangePage(all, new Cursor(part, here + "|" + Instant.MIN), false);
      }
      var place = since.value().split("\\|");
      var from = Integer.parseInt(place[0]);
      if (from < mailbox.forgottenBefore.getOrDefault(part, 0)) throw new CursorExpired(part);
      var refs = new LinkedHashSet<String>();
      for (var it : mailbox.journal.subList(from, here)) {
        if (it.folder().equals(part)) refs.add(it.ref());
      }
      var changes = new ArrayList<Change>();
      for (var ref : refs) {
        var it = mailbox.find(ref);
        if (it == null) changes.add(new Change.Removed(ref));
        else if (!it.folder().equals(part)) {
          changes.add(new Change.StateChanged(ref, state(grant, it)));
        } else if (!it.date().isBefore(Instant.parse(place[1]))) changes.add(upserted(grant, it));
      }
      return new ChangePage(changes, new Cursor(part, here + "|" + place[1]), false);
    }
  }

  @Override
  public Listing list(Grant grant, @Nullable String pageToken) {
    var mailbox = called(grant, "list");
    synchronized (mailbox) {
      var all = List.copyOf(mailbox.messages.values()).reversed();
      return new Listing(
          all.stream().map(it -> new Listed(it.ref(), it.ref(), state(grant, it))).toList(),
          null,
          all.size());
    }
  }

  /// A folder after the other, three messages a page.
  @Override
  public Listing importPage(Grant grant, @Nullable String pageToken) {
    var token = pageToken == null ? ",0," : pageToken;
    var mailbox = called(grant, "import " + token);
    synchronized (mailbox) {
      if (pageToken != null && mailbox.pagesAreDead) {
        mailbox.pagesAreDead = false;
        throw new CursorExpired("no such page");
      }
      var place = token.split(",", -1);
      var folder = place[0].isEmpty() ? mailbox.folders.firstKey() : place[0];
      var from = Integer.parseInt(place[1]);
      var began = place[2].isEmpty() ? mailbox.journal.size() : Integer.parseInt(place[2]);
      var all = mailbox.in(folder).reversed();
      var to = Math.min(all.size(), from + PAGE);
      var whole =
          all.subList(Math.min(from, to), to).stream()
              .map(it -> new Listed(it.ref(), it.ref(), null, upserted(grant, it)))
              .toList();
      var next = mailbox.folders.higherKey(folder);
      if (to < all.size()) {
        var here = "%s,%d,%d".formatted(folder, to, began);
        return new Listing(whole, here, mailbox.messages.size());
      }
      var reached = new Cursor(folder, began + "|" + Instant.MIN);
      return new Listing(
          whole, next == null ? null : next + ",0,", mailbox.messages.size(), reached);
    }
  }

  @Override
  public List<Change> fetch(Grant grant, List<Listed> messages) {
    return read(grant, "fetch", messages.stream().map(Listed::ref).toList());
  }

  @Override
  public List<Change.StateChanged> states(Grant grant, List<Listed> messages) {
    return read(grant, "states", messages.stream().map(Listed::ref).toList()).stream()
        .filter(Change.Upserted.class::isInstance)
        .map(Change.Upserted.class::cast)
        .map(it -> new Change.StateChanged(it.ref(), it.state()))
        .toList();
  }

  @Override
  public List<Change> hinted(Grant grant, List<String> hints) {
    return read(grant, "hinted " + String.join(" ", hints), hints);
  }

  private List<Change> read(Grant grant, String call, List<String> refs) {
    var mailbox = called(grant, call);
    var read = new ArrayList<Change>();
    for (var ref : refs) {
      var it = mailbox.find(ref);
      read.add(it == null ? new Change.Removed(ref) : upserted(grant, it));
    }
    return read;
  }

  @Override
  public Watch watch(Grant grant, URI notificationUrl, String clientState, @Nullable String known) {
    var mailbox = called(grant, "watch " + known);
    synchronized (mailbox) {
      mailbox.clientState = clientState;
      var id =
          known != null && mailbox.watches.contains(known) ? known : "w" + mailbox.calls.size();
      if (!mailbox.watches.contains(id)) mailbox.watches.add(id);
      return new Watch(id, InstantSource.system().instant().plus(Duration.ofDays(6)));
    }
  }

  @Override
  public void unwatch(Grant grant, @Nullable String known) {
    var mailbox = called(grant, "unwatch " + known);
    synchronized (mailbox) {
      mailbox.watches.remove(known);
    }
  }

  private static @Nullable FolderRole role(String folder) {
    return switch (folder) {
      case "inbox" -> FolderRole.INBOX;
      case "trash" -> FolderRole.TRASH;
      case "drafts" -> FolderRole.DRAFTS;
      case "sent" -> FolderRole.SENT;
      default -> null;
    };
  }

  private static MessageState state(Grant grant, Message message) {
    var role = role(message.folder());
    return new MessageState(
        Set.of(FolderId.of(grant.mailbox(), message.folder())),
        role == null ? Set.of() : Set.of(role),
        message.unread(),
        message.starred(),
        role == FolderRole.DRAFTS,
        null);
  }

  private static Change.Upserted upserted(Grant grant, Message message) {
    var content =
        new MessageContent(
            message.subject(),
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            message.date(),
            null,
            null,
            List.of(),
            message.subject(),
            null,
            null,
            false,
            List.of(),
            1,
            Automatic.NONE,
            Map.of(),
            List.of());
    return new Change.Upserted(
        message.key(), message.ref(), message.ref(), content, state(grant, message));
  }
}
