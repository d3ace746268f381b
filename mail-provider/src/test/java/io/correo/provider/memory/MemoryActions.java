package io.correo.provider.memory;

import io.correo.events.FolderRole;
import io.correo.provider.Grant;
import io.correo.provider.MailActions;
import io.correo.provider.ProviderException.Gone;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Actions on the message itself.
record MemoryActions(MemoryMailbox mailbox) implements MailActions {
  private static final Set<String> ELSEWHERE =
      Set.of(FolderRole.INBOX.name(), FolderRole.TRASH.name(), FolderRole.SPAM.name());

  @Override
  public List<Outcome> apply(Grant grant, Action action, List<String> refs) {
    mailbox.call();
    return refs.stream().map(ref -> one(action, ref)).toList();
  }

  private Outcome one(Action action, String ref) {
    try {
      var message = mailbox.find(ref);
      switch (action) {
        case Action.MarkRead _ -> mailbox.change(message.flagged(false, message.starred()));
        case Action.MarkUnread _ -> mailbox.change(message.flagged(true, message.starred()));
        case Action.Star _ -> mailbox.change(message.flagged(message.unread(), true));
        case Action.Unstar _ -> mailbox.change(message.flagged(message.unread(), false));
        case Action.Archive _ -> mailbox.change(message.at(Set.of(), ELSEWHERE));
        case Action.Trash _ -> mailbox.change(put(message, FolderRole.TRASH));
        case Action.Spam _ -> mailbox.change(put(message, FolderRole.SPAM));
        case Action.Delete _ -> mailbox.remove(ref);
        case Action.Restore(var folders) -> mailbox.change(restored(message, folders));
        case Action.Move(var folder) -> {
          if (!mailbox.folders.containsKey(folder)) {
            return new Outcome.Refused(ref, 400, "there is no folder " + folder);
          }
          var from = new HashSet<>(ELSEWHERE);
          if (message.places().stream().noneMatch(ELSEWHERE::contains)) {
            from.addAll(mailbox.folders.keySet());
          }
          mailbox.change(message.at(Set.of(folder), from));
        }
      }
      return new Outcome.Done(ref);
    } catch (Gone _) {
      return new Outcome.Gone(ref);
    }
  }

  private static Stored put(Stored message, FolderRole role) {
    return message.at(Set.of(role.name()), ELSEWHERE);
  }

  private static Stored restored(Stored message, Set<String> folders) {
    var inbox = Set.of(FolderRole.INBOX.name());
    var back =
        !folders.isEmpty() ? folders : message.in(FolderRole.SENT) ? Set.<String>of() : inbox;
    return message.at(back, Set.of(FolderRole.TRASH.name()));
  }
}
