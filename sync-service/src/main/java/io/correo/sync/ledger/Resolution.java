package io.correo.sync.ledger;

import io.correo.events.Folder;
import io.correo.events.FolderId;
import io.correo.events.FolderRole;
import io.correo.events.MailFact;
import io.correo.events.MailFact.FolderRemoved;
import io.correo.events.MailFact.FolderUpserted;
import io.correo.events.MailFact.MessageRemoved;
import io.correo.events.MailFact.MessageStateChanged;
import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.MessageId;
import io.correo.events.MessageState;
import io.correo.events.Origin;
import io.correo.events.ThreadId;
import io.correo.provider.Change;
import io.correo.provider.MailSource.Listed;
import io.correo.sync.schedule.Revisions;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Turns what a provider said into facts, by what the ledger knows: names become ids, a change that
/// changes nothing is dropped, a message in the trash remembers where it came from.
final class Resolution {
  private final Reading reading;
  private final Ledger ledger;
  private final Map<FolderId, Folders.Told> folders;
  private Revisions revisions;
  private final Map<String, LedgerEntry> byRef = new HashMap<>();
  private final Map<MessageId, LedgerEntry> byId = new HashMap<>();
  private final List<MailFact> facts = new ArrayList<>();
  private final List<Listed> unknown = new ArrayList<>();

  /// @param revisions set aside before what is resolved first was read
  Resolution(
      Reading reading, Ledger ledger, Map<FolderId, Folders.Told> folders, Revisions revisions) {
    this.reading = reading;
    this.revisions = revisions;
    this.ledger = ledger;
    this.folders = folders;
  }

  List<MailFact> facts() {
    return facts;
  }

  /// Messages of which the state was told and that are to be fetched whole: those we have never
  /// seen, and drafts that left.
  List<Listed> unknown() {
    return unknown;
  }

  /// Whether a message is in a folder nobody has heard of.
  boolean meetsUnknownFolder() {
    var met = new HashSet<FolderId>();
    for (var fact : facts) {
      if (fact instanceof MessageUpserted it) met.addAll(it.state().folders());
      if (fact instanceof MessageStateChanged it) met.addAll(it.state().folders());
    }
    return !folders.keySet().containsAll(met);
  }

  /// What was read after the first.
  void resolve(Revisions later, List<Change> changes) {
    revisions = later;
    resolve(changes);
  }

  void resolve(List<Change> changes) {
    lookUp(changes);
    for (var change : changes) {
      switch (change) {
        case Change.Upserted it -> upserted(it);
        case Change.StateChanged it -> stateChanged(it);
        case Change.Removed it -> removed(it);
        case Change.FolderUpserted it -> folder(it.folder());
        case Change.FolderRemoved it -> folderRemoved(it);
      }
    }
  }

  private void lookUp(List<Change> changes) {
    var refs = new HashSet<String>();
    var ids = new HashSet<MessageId>();
    for (var change : changes) {
      switch (change) {
        case Change.Upserted it -> {
          ids.add(MessageId.of(reading.mailbox().id(), it.key()));
          refs.add(it.ref());
        }
        case Change.StateChanged it -> refs.add(it.ref());
        case Change.Removed it -> refs.add(it.ref());
        case Change.FolderUpserted _, Change.FolderRemoved _ -> {}
      }
    }
    // What this page has told already is newer than what is stored.
    refs.removeAll(byRef.keySet());
    ids.removeAll(byId.keySet());
    ledger.byRef(reading.mailbox(), refs).values().forEach(this::know);
    ledger.byId(reading.mailbox(), ids).values().forEach(this::know);
  }

  private void know(LedgerEntry entry) {
    var before = byId.put(entry.message(), entry);
    if (before != null) byRef.remove(before.ref());
    byRef.put(entry.ref(), entry);
  }

  private void upserted(Change.Upserted read) {
    var id = MessageId.of(reading.mailbox().id(), read.key());
    // A draft that was replaced while it was read is in no list of drafts, and its key is that of
    // any mail. What is known by a name is the same message, whatever its key.
    var before = byId.containsKey(id) ? byId.get(id) : byRef.get(read.ref());
    if (before != null && isOnlyState(before, read)) {
      tellState(before, read.state());
      return;
    }
    whole(before == null ? id : before.message(), read, before);
  }

  private void whole(MessageId id, Change.Upserted read, @Nullable LedgerEntry before) {
    var mailbox = reading.mailbox();
    var state = restorable(read.state(), before);
    var revision = revisions.next();
    facts.add(
        new MessageUpserted(
            mailbox.tenant(),
            mailbox.id(),
            revision,
            origin(read),
            id,
            read.ref(),
            ThreadId.of(mailbox.id(), read.threadRef()),
            read.threadRef(),
            read.content(),
            state));
    know(new LedgerEntry(id, read.ref(), read.threadRef(), state, revision, revision));
  }

  /// What was there before the mailbox was connected is never an arrival, whoever meets it first: a
  /// notice about a star, a folder that appears. Providers may tell whole seconds, so what came in
  /// the second of the connection counts as new.
  private Origin origin(Change.Upserted read) {
    var connected = reading.mailbox().connectedAt().truncatedTo(ChronoUnit.SECONDS);
    var before = read.content().date().isBefore(connected);
    return before && reading.origin() == Origin.LIVE ? Origin.IMPORT : reading.origin();
  }

  /// Tells a message whole although the ledger may have it so: readers may have something else.
  ///
  /// @param before what the ledger has of it; null for nothing
  void again(MessageId message, Change.Upserted read, @Nullable LedgerEntry before) {
    whole(message, read, before);
  }

  /// Tells that a message is gone which readers may have and the ledger has not.
  void goneAgain(MessageId message) {
    var mailbox = reading.mailbox();
    facts.add(new MessageRemoved(mailbox.tenant(), mailbox.id(), revisions.next(), message));
  }

  /// Tells folders although we may have told them so.
  void foldersAgain(Set<FolderId> suspects, List<Folder> present) {
    suspects.forEach(folders::remove);
    present.forEach(this::folder);
    var ids = present.stream().map(Folder::id).collect(Collectors.toSet());
    var mailbox = reading.mailbox();
    for (var suspect : suspects) {
      if (ids.contains(suspect)) continue;
      facts.add(new FolderRemoved(mailbox.tenant(), mailbox.id(), revisions.next(), suspect));
    }
  }

  private boolean isOnlyState(LedgerEntry before, Change.Upserted read) {
    if (!before.ref().equals(read.ref()) || !before.threadRef().equals(read.threadRef())) {
      return false;
    }
    if (hasLeft(before, read.state())) return false;
    var mailbox = reading.mailbox();
    var kept = ledger.find(mailbox.id(), mailbox.tenant(), before.message());
    return kept != null && kept.fact().content().equals(read.content());
  }

  private void stateChanged(Change.StateChanged read) {
    var before = byRef.get(read.ref());
    if (before == null || hasLeft(before, read.state())) {
      unknown.add(new Listed(read.ref(), "", null));
    } else {
      tellState(before, read.state());
    }
  }

  /// A draft that was sent under the name it had is mail for the first time: it is told whole, also
  /// when it says what it said. Nobody has decided yet what it belongs to.
  private static boolean hasLeft(LedgerEntry before, MessageState read) {
    return before.state().draft() && !read.draft();
  }

  private void tellState(LedgerEntry before, MessageState read) {
    if (before.agreesWith(read)) return;
    var state = restorable(read, before);
    var revision = revisions.next();
    var mailbox = reading.mailbox();
    facts.add(
        new MessageStateChanged(mailbox.tenant(), mailbox.id(), revision, before.message(), state));
    know(before.with(state, revision));
  }

  private void removed(Change.Removed read) {
    // Unknown by this name: never told, already told as gone, or a draft that has a new name.
    var before = byRef.remove(read.ref());
    if (before == null) return;
    byId.remove(before.message());
    var mailbox = reading.mailbox();
    facts.add(
        new MessageRemoved(mailbox.tenant(), mailbox.id(), revisions.next(), before.message()));
  }

  void folder(Folder folder) {
    var before = folders.get(folder.id());
    if (before != null && before.folder().equals(folder)) return;
    var revision = revisions.next();
    facts.add(
        new FolderUpserted(reading.mailbox().tenant(), reading.mailbox().id(), revision, folder));
    folders.put(folder.id(), new Folders.Told(folder, revision));
  }

  private void folderRemoved(Change.FolderRemoved read) {
    folderGone(FolderId.of(reading.mailbox().id(), read.ref()));
  }

  /// The provider no longer lists these.
  void foldersOtherThan(Set<FolderId> present) {
    for (var known : List.copyOf(folders.keySet())) {
      if (!present.contains(known)) folderGone(known);
    }
  }

  private void folderGone(FolderId folder) {
    if (folders.remove(folder) == null) return;
    facts.add(
        new FolderRemoved(
            reading.mailbox().tenant(), reading.mailbox().id(), revisions.next(), folder));
  }

  /// A message that enters the trash remembers its folders; in the trash it keeps remembering.
  private MessageState restorable(MessageState read, @Nullable LedgerEntry before) {
    Set<FolderId> restoreTo = null;
    if (read.in(FolderRole.TRASH) && before != null) {
      restoreTo =
          before.state().in(FolderRole.TRASH)
              ? before.state().restoreTo()
              : before.state().folders();
    }
    return new MessageState(
        read.folders(), read.roles(), read.unread(), read.starred(), read.draft(), restoreTo);
  }
}
