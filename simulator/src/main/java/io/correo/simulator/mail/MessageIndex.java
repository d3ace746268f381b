package io.correo.simulator.mail;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Messages by id, label, thread and Message-ID, so that no list walks a whole mailbox.
final class MessageIndex {

  private static final NavigableSet<Position> NONE = Collections.emptyNavigableSet();

  private final Map<String, StoredMessage> byId = new HashMap<>();
  private final NavigableSet<Position> all = new TreeSet<>();
  private final Map<String, NavigableSet<Position>> byLabel = new HashMap<>();
  private final Map<String, NavigableSet<Position>> byThread = new HashMap<>();
  private final Map<String, Set<String>> byMessageId = new HashMap<>();

  @Nullable StoredMessage find(String id) {
    return byId.get(id);
  }

  void put(StoredMessage message) {
    remove(message.id());
    var at = message.position();
    byId.put(message.id(), message);
    all.add(at);
    for (var label : message.labels()) {
      byLabel.computeIfAbsent(label, _ -> new TreeSet<>()).add(at);
    }
    byThread.computeIfAbsent(message.threadId(), _ -> new TreeSet<>()).add(at);
    var messageId = message.content().messageId();
    if (!messageId.isEmpty()) {
      byMessageId.computeIfAbsent(messageId, _ -> new LinkedHashSet<>()).add(message.id());
    }
  }

  @Nullable StoredMessage remove(String id) {
    var old = byId.remove(id);
    if (old == null) {
      return null;
    }
    var at = old.position();
    all.remove(at);
    for (var label : old.labels()) {
      byLabel.getOrDefault(label, NONE).remove(at);
    }
    drop(byThread, old.threadId(), at);
    drop(byMessageId, old.content().messageId(), id);
    return old;
  }

  private static <T> void drop(Map<String, ? extends Set<T>> sets, String key, T value) {
    var set = sets.get(key);
    if (set != null) {
      set.remove(value);
      if (set.isEmpty()) {
        sets.remove(key);
      }
    }
  }

  /// Messages with all these labels that pass, newest first, from after a position.
  List<StoredMessage> list(
      Collection<String> labels,
      Predicate<StoredMessage> filter,
      @Nullable Position after,
      int max) {
    var source = smallest(labels);
    var found = new ArrayList<StoredMessage>();
    for (var at : after == null ? source : source.tailSet(after, false)) {
      var message = byId.get(at.id());
      if (message != null && message.labels().containsAll(labels) && filter.test(message)) {
        found.add(message);
        if (found.size() == max) {
          break;
        }
      }
    }
    return found;
  }

  int estimate(Collection<String> labels) {
    return smallest(labels).size();
  }

  private NavigableSet<Position> smallest(Collection<String> labels) {
    var best = all;
    for (var label : labels) {
      var set = byLabel.getOrDefault(label, NONE);
      best = set.size() < best.size() ? set : best;
    }
    return best;
  }

  /// A conversation's messages, oldest first.
  List<StoredMessage> thread(String threadId) {
    var found = new ArrayList<StoredMessage>();
    for (var at : byThread.getOrDefault(threadId, NONE).descendingSet()) {
      var message = byId.get(at.id());
      if (message != null) {
        found.add(message);
      }
    }
    return found;
  }

  List<StoredMessage> withMessageId(String messageId) {
    var found = new ArrayList<StoredMessage>();
    for (var id : byMessageId.getOrDefault(messageId, Set.of())) {
      var message = byId.get(id);
      if (message != null) {
        found.add(message);
      }
    }
    return found;
  }

  int size() {
    return byId.size();
  }

  int threads() {
    return byThread.size();
  }
}
