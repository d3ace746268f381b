package io.correo.sync.model;

import io.correo.events.FolderId;
import io.correo.events.MailFact;
import io.correo.events.MailFact.FolderRemoved;
import io.correo.events.MailFact.FolderUpserted;
import io.correo.events.MailFact.MailboxCaughtUp;
import io.correo.events.MailFact.MailboxErased;
import io.correo.events.MailFact.MessageRemoved;
import io.correo.events.MailFact.MessageStateChanged;
import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.MailFact.Unrecognised;
import io.correo.events.MessageId;
import io.correo.events.MessageState;
import io.correo.events.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The smallest reader of facts there can be: two guards a message, a tombstone for what is gone.
/// It also judges what no reader should ever be told.
final class View {
  private final Map<MessageId, Row> rows = new HashMap<>();
  private final Map<FolderId, Folder> folders = new HashMap<>();
  private final Map<Long, MailFact> byRevision = new HashMap<>();
  private final List<String> wrong = new ArrayList<>();
  private int cuts;

  private static final class Row {
    private long content;
    private long state;
    private long gone;
    private int cutsWhenTold;
    private MessageUpserted whole;
    private MessageState now;
    private boolean wasOutside;
    private boolean forgot;

    private boolean isShown() {
      return content > gone;
    }
  }

  private record Folder(long revision, String name) {}

  /// A turn did not end well: what it told may be told again.
  void cut() {
    cuts++;
  }

  void apply(MailFact fact) {
    unique(fact);
    switch (fact) {
      case MessageUpserted it -> upserted(it);
      case MessageStateChanged it -> state(row(it.message()), it.revision().value(), it.state());
      case MessageRemoved it -> {
        var row = row(it.message());
        row.gone = Math.max(row.gone, it.revision().value());
      }
      case FolderUpserted it -> folder(it.folder().id(), it.revision().value(), it.folder().name());
      case FolderRemoved it -> folder(it.folder(), it.revision().value(), "");
      case MailboxCaughtUp _, MailboxErased _, Unrecognised _ -> {}
    }
  }

  private void unique(MailFact fact) {
    var before = byRevision.put(fact.revision().value(), fact);
    if (before == null || before.equals(fact) || isReplayOf(before, fact)) return;
    wrong.add("two facts with one revision: " + before + " and " + fact);
  }

  private static boolean isReplayOf(MailFact one, MailFact other) {
    return one instanceof MessageUpserted a
        && other instanceof MessageUpserted b
        && a.message().equals(b.message())
        && a.content().equals(b.content())
        && (a.origin() == Origin.REPLAY || b.origin() == Origin.REPLAY);
  }

  private void upserted(MessageUpserted fact) {
    var row = row(fact.message());
    var revision = fact.revision().value();
    if (row.gone > 0 && revision > row.gone) {
      wrong.add("came back: " + fact.content().subject());
    }
    if (isToldTwice(row, fact)) wrong.add("new a second time: " + fact.content().subject());
    // Told and then cut off: the ledger may not know that it was outside.
    row.forgot |= row.whole != null && cuts > row.cutsWhenTold;
    if (fact.origin() != Origin.REPLAY) row.cutsWhenTold = cuts;
    if (revision > row.content) {
      row.content = revision;
      row.whole = fact;
    }
    state(row, revision, fact.state());
  }

  private boolean isToldTwice(Row row, MessageUpserted fact) {
    return row.whole != null
        && fact.origin() != Origin.REPLAY
        && row.cutsWhenTold == cuts
        && row.whole.ref().equals(fact.ref())
        && row.whole.threadRef().equals(fact.threadRef())
        && row.whole.content().equals(fact.content());
  }

  private void state(Row row, long revision, MessageState state) {
    if (revision <= row.state) return;
    row.state = revision;
    row.now = state;
    row.wasOutside |= !state.in(io.correo.events.FolderRole.TRASH);
    row.forgot |= cuts > row.cutsWhenTold;
  }

  private void folder(FolderId id, long revision, String name) {
    folders.merge(id, new Folder(revision, name), (a, b) -> a.revision >= b.revision ? a : b);
  }

  private Row row(MessageId id) {
    return rows.computeIfAbsent(id, _ -> new Row());
  }

  /// What should never have been told.
  List<String> wrong() {
    return wrong;
  }

  /// What readers show, by the provider's name of the message.
  Map<String, Seen> shown() {
    var shown = new TreeMap<String, Seen>();
    for (var row : rows.values()) {
      if (!row.isShown()) continue;
      var now = row.now;
      var seen =
          new Seen(
              row.whole.content().subject(),
              now.folders(),
              now.unread(),
              now.starred(),
              now.draft());
      if (shown.put(row.whole.ref(), seen) != null) wrong.add("twice: " + row.whole.ref());
    }
    return shown;
  }

  /// Which message of ours a name of the provider means.
  Map<String, MessageId> ids() {
    var ids = new HashMap<String, MessageId>();
    rows.forEach(
        (id, row) -> {
          if (row.isShown()) ids.put(row.whole.ref(), id);
        });
    return ids;
  }

  /// Names of messages that were told as gone.
  List<String> gone() {
    return rows.values().stream()
        .filter(row -> row.gone > 0 && row.whole != null)
        .map(row -> row.whole.ref())
        .toList();
  }

  /// Messages in the trash whose way back is none they came by.
  ///
  /// @param places the folders a message, by its name, was really in
  List<String> lostWaysBack(java.util.function.Function<String, Set<Set<FolderId>>> places) {
    var lost = new ArrayList<String>();
    for (var row : rows.values()) {
      if (!row.isShown() || !row.now.in(io.correo.events.FolderRole.TRASH)) continue;
      var ref = row.whole.ref();
      var back = row.now.restoreTo();
      if (back == null ? row.wasOutside && !row.forgot : !places.apply(ref).contains(back)) {
        lost.add(ref + " to " + back);
      }
    }
    return lost;
  }
}
