package io.correo.sync.ledger;

import io.correo.events.FolderId;
import io.correo.events.MessageId;
import io.correo.sync.ledger.Telling.Item;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What turns that did not end well were telling: readers may know it, the ledger may not. Told
/// again, whatever the ledger says, unless it was told anew since.
public final class Unfinished {
  private final Map<MessageId, Item.Message> messages = new HashMap<>();
  private final Set<FolderId> folders = new HashSet<>();

  Unfinished(Collection<Item> items) {
    for (var item : items) {
      switch (item) {
        case Item.Message it -> messages.merge(it.id(), it, Unfinished::newer);
        case Item.Place it -> folders.add(it.id());
      }
    }
  }

  /// Whether the mailbox was left in order.
  public boolean isEmpty() {
    return messages.isEmpty() && folders.isEmpty();
  }

  Set<FolderId> folders() {
    return folders;
  }

  Set<MessageId> ids() {
    return messages.keySet();
  }

  /// What may still differ, by what the ledger has of it now.
  List<Item.Message> open(Map<MessageId, LedgerEntry> known, boolean live) {
    var open = new ArrayList<Item.Message>();
    for (var message : messages.values()) {
      if (message.live() != live) continue;
      var entry = known.get(message.id());
      // Its state alone was being told, and it is gone since: told as gone by who found that.
      if (entry == null ? message.ref() != null : isBehind(entry, message)) open.add(message);
    }
    return open;
  }

  /// Whether it was not told anew since. What the ledger has of the telling itself is no proof: a
  /// holder that was taken over may keep it at any time, and takes it back when it notices.
  private static boolean isBehind(LedgerEntry entry, Item.Message message) {
    var told = message.ref() == null ? entry.stateTold() : entry.told();
    return !told.isAfter(message.revision());
  }

  private static Item.Message newer(Item.Message one, Item.Message other) {
    var last = one.revision().isAfter(other.revision()) ? one : other;
    var ref = one.ref() == null ? other.ref() : last.ref() == null ? one.ref() : last.ref();
    return new Item.Message(last.id(), ref, last.revision(), one.live() || other.live());
  }
}
