package io.correo.mailbox.action;

import io.correo.events.ConnectedMailbox;
import io.correo.events.Folder;
import io.correo.events.FolderId;
import io.correo.events.FolderRole;
import io.correo.events.MessageState;
import io.correo.mailbox.message.Direction;
import io.correo.mailbox.message.Effect;
import io.correo.mailbox.message.MailMessage;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an action means for the messages of one mailbox: what to ask the provider for, and what to
/// show until it is done. Knows folders by their roles, never which provider it is.
final class Plan {
  private final ConnectedMailbox mailbox;
  private final Map<FolderId, Folder> folders;
  private final Direction direction;

  Plan(ConnectedMailbox mailbox, Map<FolderId, Folder> folders) {
    this.mailbox = mailbox;
    this.folders = folders;
    this.direction = new Direction(mailbox);
  }

  /// @param folders refs for the provider
  record Step(ActionName action, List<String> folders, Effect effect) {}

  boolean allows(ActionName action) {
    return mailbox.capabilities().allows(action.wireName());
  }

  /// @param to for `move`
  /// @return null when the message is so already, or the action has no meaning for it
  @Nullable Step step(ActionName action, MailMessage message, @Nullable FolderId to) {
    var shown = message.shown();
    if (shown == null) return null;
    return switch (action) {
      case READ -> shown.unread() ? plain(action, Effect.unread(false)) : null;
      case UNREAD -> shown.unread() ? null : plain(action, Effect.unread(true));
      case STAR -> shown.starred() ? null : plain(action, Effect.starred(true));
      case UNSTAR -> shown.starred() ? plain(action, Effect.starred(false)) : null;
      case TRASH ->
          shown.in(FolderRole.TRASH)
              ? null
              : plain(action, into(FolderRole.TRASH, shown.folders()));
      case RESTORE -> shown.in(FolderRole.TRASH) ? restore(message, shown) : null;
      case DELETE -> plain(action, Effect.deleted());
      case ARCHIVE -> shown.draft() || !isArchivable(shown) ? null : plain(action, archived(shown));
      case SPAM ->
          shown.in(FolderRole.SPAM) || shown.draft()
              ? null
              : plain(action, into(FolderRole.SPAM, null));
      case MOVE -> to == null ? null : move(shown, to);
    };
  }

  /// What takes a done action back.
  ///
  /// @param before what was shown before it
  /// @return null when nothing can or need be done
  @Nullable Step inverse(ActionName done, MessageState before, MessageState shown) {
    return switch (done) {
      case READ, UNREAD ->
          before.unread() == shown.unread()
              ? null
              : plain(
                  before.unread() ? ActionName.UNREAD : ActionName.READ,
                  Effect.unread(before.unread()));
      case STAR, UNSTAR ->
          before.starred() == shown.starred()
              ? null
              : plain(
                  before.starred() ? ActionName.STAR : ActionName.UNSTAR,
                  Effect.starred(before.starred()));
      case TRASH -> filedAs(ActionName.RESTORE, before, before.folders());
      case RESTORE -> plain(ActionName.TRASH, filed(before));
      case ARCHIVE, SPAM, MOVE ->
          before.in(FolderRole.TRASH)
              ? plain(ActionName.TRASH, filed(before))
              : filedAs(ActionName.MOVE, before, home(before));
      case DELETE -> null;
    };
  }

  private Step plain(ActionName action, Effect effect) {
    return new Step(action, List.of(), effect);
  }

  private @Nullable Step filedAs(
      ActionName action, MessageState before, Collection<FolderId> where) {
    var refs = refs(where);
    if (action == ActionName.MOVE && refs.isEmpty()) return null;
    return new Step(action, refs, filed(before));
  }

  private static Effect filed(MessageState as) {
    return Effect.filed(as.folders(), withoutStar(as.roles()), as.restoreTo());
  }

  // One folder to move back to: the inbox if it was there.
  private Set<FolderId> home(MessageState before) {
    for (var id : before.folders()) {
      var folder = folders.get(id);
      if (folder != null && folder.role() == FolderRole.INBOX) return Set.of(id);
    }
    return before.folders().stream().sorted().findFirst().map(Set::of).orElse(Set.of());
  }

  private Effect into(FolderRole role, @Nullable Set<FolderId> restoreTo) {
    var folder = withRole(role);
    return Effect.filed(folder == null ? Set.of() : Set.of(folder.id()), Set.of(role), restoreTo);
  }

  private Step restore(MailMessage message, MessageState shown) {
    var known = new HashSet<FolderId>();
    if (shown.restoreTo() != null) {
      for (var id : shown.restoreTo()) {
        var folder = folders.get(id);
        if (folder != null && folder.role() != FolderRole.TRASH) known.add(id);
      }
    }
    var drafts = withRole(FolderRole.DRAFTS);
    if (known.isEmpty() && shown.draft() && drafts != null) known.add(drafts.id());
    if (known.isEmpty()) {
      var content = message.content();
      var from = content == null ? null : content.from();
      var ours = from != null && direction.isMine(from);
      return plain(ActionName.RESTORE, into(ours ? FolderRole.SENT : FolderRole.INBOX, null));
    }
    return new Step(
        ActionName.RESTORE, refs(known), Effect.filed(known, rolesOf(known, shown), null));
  }

  private boolean isArchivable(MessageState shown) {
    return !shown.in(FolderRole.ARCHIVE) || shown.in(FolderRole.INBOX);
  }

  private Effect archived(MessageState shown) {
    var archive = withRole(FolderRole.ARCHIVE);
    if (archive != null) {
      return Effect.filed(Set.of(archive.id()), Set.of(FolderRole.ARCHIVE), null);
    }
    var rest = without(shown.folders(), FolderRole.INBOX);
    return Effect.filed(rest, rolesOf(rest, shown), null);
  }

  private @Nullable Step move(MessageState shown, FolderId to) {
    var target = folders.get(to);
    if (target == null) return null;
    var leaves = MailMessage.isAside(shown) || shown.folders().size() <= 1;
    var after = new HashSet<FolderId>();
    if (!leaves) after.addAll(without(shown.folders(), FolderRole.INBOX));
    after.add(to);
    return new Step(
        ActionName.MOVE, List.of(target.ref()), Effect.filed(after, rolesOf(after, shown), null));
  }

  private Set<FolderId> without(Set<FolderId> some, FolderRole role) {
    var rest = new HashSet<FolderId>();
    for (var id : some) {
      var folder = folders.get(id);
      if (folder == null || folder.role() != role) rest.add(id);
    }
    return rest;
  }

  private Set<FolderRole> rolesOf(Set<FolderId> some, MessageState shown) {
    var roles = EnumSet.noneOf(FolderRole.class);
    for (var id : some) {
      var folder = folders.get(id);
      if (folder != null && folder.role() != null) roles.add(folder.role());
    }
    if (shown.in(FolderRole.SENT) && !filesInOne() && !MailMessage.isAside(shown)) {
      roles.add(FolderRole.SENT);
    }
    if (shown.draft()) roles.add(FolderRole.DRAFTS);
    if (roles.isEmpty()) roles.add(FolderRole.ARCHIVE);
    return roles;
  }

  // Where there is a folder to archive to, a message is in one folder and leaves it. With labels,
  // what was sent stays so wherever it is filed.
  private boolean filesInOne() {
    return withRole(FolderRole.ARCHIVE) != null;
  }

  private static Set<FolderRole> withoutStar(Set<FolderRole> roles) {
    var rest = EnumSet.noneOf(FolderRole.class);
    rest.addAll(roles);
    rest.remove(FolderRole.STARRED);
    return rest;
  }

  private List<String> refs(Collection<FolderId> some) {
    return some.stream()
        .sorted()
        .map(folders::get)
        .filter(Objects::nonNull)
        .map(Folder::ref)
        .toList();
  }

  private @Nullable Folder withRole(FolderRole role) {
    return folders.values().stream().filter(f -> f.role() == role).findFirst().orElse(null);
  }
}
