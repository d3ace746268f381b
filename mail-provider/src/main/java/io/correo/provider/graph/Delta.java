package io.correo.provider.graph;

import io.correo.provider.Change;
import io.correo.provider.Grant;
import io.correo.provider.MailSource.ChangePage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The changes of one folder, a page at a time.
final class Delta {
  private final GraphApi graph;
  private final MessageReading reading;

  Delta(GraphApi graph, MessageReading reading) {
    this.graph = graph;
    this.reading = reading;
  }

  /// A page of a round as Graph tells it, each message once: what it repeats, the last is right.
  Page page(Grant grant, Position position) {
    var page =
        graph.read(
            grant,
            "messages.delta",
            Ask.get(position.link()).paged(graph.limits().deltaPage()),
            GraphPage.OfMessages.class);
    var items = new LinkedHashMap<String, GraphMessage>();
    for (var item : page.items()) {
      // Taken out first, to be told where it comes last.
      items.remove(item.ref());
      items.put(item.ref(), item);
    }
    var more = page.nextLink() != null;
    var link = Objects.requireNonNullElse(more ? page.nextLink() : page.deltaLink(), "");
    // A page without either has nothing behind it: the same page is asked for again.
    var next = link.isEmpty() ? position : new Position(position.folder(), graph.relative(link));
    return new Page(List.copyOf(items.values()), next, more);
  }

  /// The page as changes. What left the folder is looked up before anything is said of it: it may
  /// as well have been moved.
  ChangePage changes(Grant grant, Position position) {
    var page = page(grant, position);
    var map = reading.folders(grant, page.items().stream().filter(GraphMessage::isWhole).toList());
    var told = new LinkedHashMap<String, Change>();
    var lookedUp = new LinkedHashSet<String>();
    var fetched = new LinkedHashSet<String>();
    for (var item : page.items()) {
      if (item.removed() != null) lookedUp.add(item.ref());
      else if (item.isWhole()) told.put(item.ref(), reading.upserted(grant, map, item));
      // Only what changed came with it.
      else if (item.hasContent() || !item.hasState()) fetched.add(item.ref());
      else lookedUp.add(item.ref());
    }
    told.putAll(lookedUp(grant, lookedUp));
    if (!fetched.isEmpty()) {
      for (var change : reading.whole(grant, fetched)) told.put(ref(change), change);
    }
    var changes = new ArrayList<Change>();
    for (var item : page.items()) changes.add(Objects.requireNonNull(told.get(item.ref())));
    return new ChangePage(changes, page.next().cursor(), page.hasMore());
  }

  private Map<String, Change> lookedUp(Grant grant, Set<String> refs) {
    if (refs.isEmpty()) return Map.of();
    var states = reading.states(grant, refs);
    var told = new LinkedHashMap<String, Change>();
    for (var ref : refs) {
      var state = states.get(ref);
      told.put(ref, state == null ? new Change.Removed(ref) : state);
    }
    return told;
  }

  private static String ref(Change change) {
    return switch (change) {
      case Change.Upserted it -> it.ref();
      case Change.StateChanged it -> it.ref();
      case Change.Removed it -> it.ref();
      case Change.FolderUpserted it -> it.folder().ref();
      case Change.FolderRemoved it -> it.ref();
    };
  }

  /// @param next where the round goes on, or the next round begins
  record Page(List<GraphMessage> items, Position next, boolean hasMore) {}
}
