package io.correo.provider.gmail;

import com.google.api.services.gmail.model.ListHistoryResponse;
import com.google.api.services.gmail.model.Message;
import io.correo.provider.Change;
import io.correo.provider.Grant;
import io.correo.provider.MailSource.ChangePage;
import io.correo.provider.MailSource.Listed;
import io.correo.provider.gmail.MessageReading.Read;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Pages of `history.list`, with all that happened to a message in a page told once, as its result.
/// A page goes on after its last record and not by Google's page token, which does not keep.
final class History {
  /// Removals held back while there is more to read.
  private static final int MOST_HELD_BACK = 100;

  private final GmailApi gmail;
  private final MessageReading reading;

  History(GmailApi gmail, MessageReading reading) {
    this.gmail = gmail;
    this.reading = reading;
  }

  ChangePage page(Grant grant, Position since) {
    var page = list(grant, since.historyId(), null);
    // A page may hold nothing and yet not be the last one.
    while (records(page).isEmpty() && page.getNextPageToken() != null) {
      page = list(grant, since.historyId(), page.getNextPageToken());
    }
    var last = new LinkedHashMap<String, Happened>();
    var end = since.historyId();
    for (var record : records(page)) {
      end = end.max(record.getId());
      collect(record, since, last);
    }
    var read = read(grant, last);
    var told = page.getNextPageToken() == null;
    var until = !told ? end : page.getHistoryId() == null ? end : end.max(page.getHistoryId());
    // A message that came and is gone already: the history of that is still to be read.
    var behind = read.values().stream().anyMatch(it -> it.change() instanceof Change.Removed);
    var hasMore = !told || behind && !records(page).isEmpty();
    var gone = new Removals(since.gone());
    var changes = changes(grant, last, read, gone);
    changes.addAll(hasMore ? gone.beyond(MOST_HELD_BACK) : gone.all());
    return new ChangePage(
        changes,
        new Position(until, told ? Map.of() : ahead(since, read, until), gone.left()).cursor(),
        hasMore);
  }

  private ListHistoryResponse list(Grant grant, BigInteger since, @Nullable String token) {
    return gmail.read(
        grant,
        "history.list",
        gmail.costs().historyList(),
        (users, account) ->
            users
                .history()
                .list(account)
                .setStartHistoryId(since)
                .setMaxResults(gmail.limits().historyPage())
                .setPageToken(token));
  }

  private static void collect(
      com.google.api.services.gmail.model.History record,
      Position since,
      Map<String, Happened> last) {
    for (var it : each(record.getMessagesAdded())) {
      note(last, since, record.getId(), it.getMessage(), What.ADDED);
    }
    for (var it : each(record.getLabelsAdded())) {
      note(last, since, record.getId(), it.getMessage(), What.LABELLED);
    }
    for (var it : each(record.getLabelsRemoved())) {
      // Gmail leaves out what is empty: the last label was removed.
      if (it.getMessage() != null && it.getMessage().getLabelIds() == null) {
        it.getMessage().setLabelIds(List.of());
      }
      // A draft that stops being one becomes another message for us: it is read anew.
      var sent = each(it.getLabelIds()).contains(Labels.DRAFT);
      note(last, since, record.getId(), it.getMessage(), sent ? What.ADDED : What.LABELLED);
    }
    for (var it : each(record.getMessagesDeleted())) {
      note(last, since, record.getId(), it.getMessage(), What.DELETED);
    }
  }

  private static void note(
      Map<String, Happened> last,
      Position since,
      BigInteger record,
      @Nullable Message message,
      What what) {
    if (message == null || message.getId() == null) return;
    if (since.knows(message.getId(), record) && what != What.DELETED) return;
    var before = last.remove(message.getId());
    // Once it has to be read whole, later label changes are in the reading.
    var wholly = before != null && before.what == What.ADDED && what == What.LABELLED;
    last.put(message.getId(), new Happened(message, wholly ? What.ADDED : what));
  }

  private Map<String, Read> read(Grant grant, Map<String, Happened> last) {
    var wanted =
        last.values().stream()
            // Without labels in the record the state is unknown, and read instead.
            .filter(it -> it.what == What.ADDED || it.labelsMissing())
            .map(it -> new Listed(it.message.getId(), it.thread(), null))
            .toList();
    var read = reading.whole(grant, wanted);
    var byRef = new HashMap<String, Read>();
    for (int i = 0; i < wanted.size(); i++) byRef.put(wanted.get(i).ref(), read.get(i));
    return byRef;
  }

  /// In the order of each message's last change, without what is gone.
  private static List<Change> changes(
      Grant grant, Map<String, Happened> last, Map<String, Read> read, Removals gone) {
    var changes = new ArrayList<Change>();
    last.forEach(
        (ref, happened) -> {
          var whole = read.get(ref);
          if (whole != null) {
            if (whole.change() instanceof Change.Removed) gone.add(ref);
            else changes.add(whole.change());
          } else if (happened.what == What.DELETED) {
            gone.add(ref);
          } else {
            var labels = happened.message.getLabelIds();
            changes.add(new Change.StateChanged(ref, Labels.state(grant.mailbox(), labels)));
          }
        });
    return changes;
  }

  /// What is gone, the oldest first. A draft that was written on is gone under its old name, and
  /// its new one may come pages later, or be replaced itself before it is read. So removals are
  /// told last, when no page is left that could tell the draft in its new shape first.
  private static final class Removals {
    private final LinkedHashSet<String> refs;

    Removals(List<String> before) {
      this.refs = new LinkedHashSet<>(before);
    }

    void add(String ref) {
      refs.add(ref);
    }

    List<Change> all() {
      return beyond(0);
    }

    /// The oldest, so many that no more than these are left: a cursor must not grow without end,
    /// and a new name is never far.
    List<Change> beyond(int left) {
      var told = refs.stream().limit(Math.max(0, refs.size() - left)).toList();
      told.forEach(refs::remove);
      return told.stream().<Change>map(Change.Removed::new).toList();
    }

    List<String> left() {
      return List.copyOf(refs);
    }
  }

  /// What was read is newer than this page where the message's own history id is.
  private static Map<String, BigInteger> ahead(
      Position since, Map<String, Read> read, BigInteger until) {
    var ahead = new HashMap<>(since.ahead());
    read.forEach((ref, it) -> ahead.merge(ref, it.historyId(), BigInteger::max));
    return ahead.entrySet().stream()
        .filter(entry -> entry.getValue().compareTo(until) > 0)
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static List<com.google.api.services.gmail.model.History> records(
      ListHistoryResponse page) {
    return each(page.getHistory());
  }

  private static <T> List<T> each(@Nullable List<T> list) {
    return Objects.requireNonNullElse(list, List.of());
  }

  private enum What {
    ADDED,
    LABELLED,
    DELETED
  }

  private record Happened(Message message, What what) {
    boolean labelsMissing() {
      return what == What.LABELLED && message.getLabelIds() == null;
    }

    String thread() {
      return Objects.requireNonNullElse(message.getThreadId(), "");
    }
  }
}
