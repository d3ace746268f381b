package io.correo.provider.gmail;

import com.google.api.services.gmail.model.ListHistoryResponse;
import com.google.api.services.gmail.model.Message;
import io.correo.provider.Change;
import io.correo.provider.Grant;
import io.correo.provider.MailSource.ChangePage;
import io.correo.provider.MailSource.Listed;
import io.correo.provider.gmail.MessageReading.Read;
import io.correo.provider.gmail.Position.Removals;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Pages of `history.list`, with all that happened to a message in a page told once, as its result.
/// A page goes on after its last record and not by Google's page token, which does not keep.
///
/// A draft that was written on is gone under its old name, and its new one may come many pages
/// later, or be replaced itself before it is read. So removals of more than one page wait until no
/// page is left that could tell a draft in its new shape; then the history is read again from the
/// first of them, for removals alone. A cursor holds that place and no names, however many wait.
final class History {
  private static final List<String> EVERYTHING = List.of();
  private static final List<String> REMOVALS = List.of("messageDeleted");

  private final GmailApi gmail;
  private final MessageReading reading;

  History(GmailApi gmail, MessageReading reading) {
    this.gmail = gmail;
    this.reading = reading;
  }

  ChangePage page(Grant grant, Position since) {
    var waiting = since.removals();
    return waiting != null && waiting.due()
        ? removals(grant, since, waiting)
        : changes(grant, since);
  }

  private ChangePage changes(Grant grant, Position since) {
    var page = list(grant, since.historyId(), EVERYTHING);
    var last = new LinkedHashMap<String, Happened>();
    for (var record : records(page)) collect(record, since, last);
    var read = read(grant, last);
    var told = page.getNextPageToken() == null;
    var end = end(page, since.historyId());
    var until = !told || page.getHistoryId() == null ? end : end.max(page.getHistoryId());
    // A message that came and is gone already: the history of that is still to be read.
    var behind = read.values().stream().anyMatch(it -> it.change() instanceof Change.Removed);
    var hasMore = !told || behind;
    var gone = new ArrayList<Change>();
    var changes = changes(grant, last, read, gone);
    var waiting = since.removals();
    if (waiting == null && hasMore && !gone.isEmpty()) waiting = Removals.since(since.historyId());
    if (waiting == null) changes.addAll(gone);
    if (waiting != null && !hasMore) waiting = waiting.nowDue();
    var next = new Position(until, told ? Map.of() : ahead(since, read, until), waiting);
    return new ChangePage(changes, next.cursor(), hasMore || waiting != null);
  }

  /// A page of what is gone, up to where everything else is told.
  private ChangePage removals(Grant grant, Position since, Removals waiting) {
    var page = list(grant, waiting.after(), REMOVALS);
    var changes = new ArrayList<Change>();
    for (var record : records(page)) {
      if (record.getId().compareTo(since.historyId()) > 0) continue;
      for (var it : each(record.getMessagesDeleted())) {
        changes.add(new Change.Removed(it.getMessage().getId()));
      }
    }
    var end = end(page, waiting.after());
    var left = page.getNextPageToken() != null && end.compareTo(since.historyId()) < 0;
    var next = new Position(since.historyId(), since.ahead(), left ? waiting.on(end) : null);
    // Also after the last: things may have happened since the reading that came before these pages.
    return new ChangePage(changes, next.cursor(), true);
  }

  /// The first page after this place that holds something, or the last.
  private ListHistoryResponse list(Grant grant, BigInteger since, List<String> types) {
    var page = list(grant, since, types, null);
    while (records(page).isEmpty() && page.getNextPageToken() != null) {
      page = list(grant, since, types, page.getNextPageToken());
    }
    return page;
  }

  private ListHistoryResponse list(
      Grant grant, BigInteger since, List<String> types, @Nullable String token) {
    return gmail.read(
        grant,
        "history.list",
        gmail.costs().historyList(),
        (users, account) ->
            users
                .history()
                .list(account)
                .setStartHistoryId(since)
                .setHistoryTypes(types)
                .setMaxResults(gmail.limits().historyPage())
                .setPageToken(token));
  }

  private static BigInteger end(ListHistoryResponse page, BigInteger start) {
    var end = start;
    for (var record : records(page)) end = end.max(record.getId());
    return end;
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

  /// In the order of each message's last change.
  ///
  /// @param gone is filled with what is gone
  private static List<Change> changes(
      Grant grant, Map<String, Happened> last, Map<String, Read> read, List<Change> gone) {
    var changes = new ArrayList<Change>();
    last.forEach(
        (ref, happened) -> {
          var whole = read.get(ref);
          if (whole != null) {
            (whole.change() instanceof Change.Removed ? gone : changes).add(whole.change());
          } else if (happened.what == What.DELETED) {
            gone.add(new Change.Removed(ref));
          } else {
            var labels = happened.message.getLabelIds();
            changes.add(new Change.StateChanged(ref, Labels.state(grant.mailbox(), labels)));
          }
        });
    return changes;
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
