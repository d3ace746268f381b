package io.correo.simulator.microsoft;

import io.correo.simulator.mail.Change;
import io.correo.simulator.mail.Change.Kind;
import io.correo.simulator.mail.Label;
import io.correo.simulator.mail.Mailbox;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What happened in one folder between two moments, one entry per message, in the order of the last
/// change. A message that left and came back meanwhile is in none.
final class FolderChanges {

  private FolderChanges() {}

  /// @param here whether the message lies in the folder at the end
  /// @param moves the folder changes it had, when it was last there
  record Entry(String messageId, boolean here, int moves) {}

  static List<Entry> between(Mailbox mailbox, String folder, long since, long upTo) {
    var histories = new LinkedHashMap<String, History>();
    for (var change : mailbox.changesAfter(since, Integer.MAX_VALUE)) {
      if (Long.compareUnsigned(change.historyId(), upTo) > 0) {
        break;
      }
      var known = histories.remove(change.messageId());
      var history = known == null ? new History(change, folder) : known;
      history.then(change);
      histories.put(change.messageId(), history);
    }
    var entries = new ArrayList<Entry>();
    histories.forEach(
        (id, history) -> {
          if (history.isHere() && history.isNews()) {
            entries.add(new Entry(id, true, history.moves));
          } else if (!history.isHere() && history.wasHere) {
            entries.add(new Entry(id, false, history.movesBefore));
          }
        });
    return entries;
  }

  private static final class History {
    private final String folder;
    private final boolean wasHere;
    private final int movesBefore;
    private @Nullable Set<String> labels;
    private boolean changed;
    private int moves;

    private History(Change first, String folder) {
      var before = first.before();
      this.folder = folder;
      this.wasHere = before != null && before.contains(folder);
      this.movesBefore = first.movesBefore();
    }

    private void then(Change change) {
      moves = change.moves();
      labels = change.kind() == Kind.REMOVED ? null : change.labels();
      changed |= change.kind() == Kind.EDITED || change.kind() == Kind.ADDED;
      changed |= change.changed().stream().anyMatch(Label.STATES::contains);
    }

    private boolean isHere() {
      return labels != null && labels.contains(folder);
    }

    private boolean isNews() {
      return !wasHere || changed;
    }
  }
}
