package io.correo.search.index;

import io.correo.events.Address;
import io.correo.events.FolderRole;
import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import io.correo.search.engine.Index;
import io.correo.search.engine.Indexes;
import io.correo.search.engine.SearchNode.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Remembers, per mailbox, who wrote and who was written to, with the name they last had there.
@Component
class SeenAddresses {
  private static final Script SCRIPT = Script.named("seen.painless");
  // RFC 5321 §4.5.3.1: 64 + 1 + 255 octets.
  private static final int LONGEST = 320;

  private final Indexes indexes;

  SeenAddresses(Indexes indexes) {
    this.indexes = indexes;
  }

  /// One write per address of these messages. Drafts and spam teach nothing.
  List<Write> writes(List<MessageUpserted> messages) {
    var newest = new LinkedHashMap<String, Seen>();
    for (var message : messages) {
      if (message.state().draft() || message.state().in(FolderRole.SPAM)) continue;
      for (var address : participants(message)) {
        if (!isUsable(address)) continue;
        var seen =
            new Seen(
                message.tenant(), message.mailbox(), address.key(), name(address), at(message));
        newest.merge(address.key(), seen, Seen::newer);
      }
    }
    var writes = new ArrayList<Write>();
    for (var seen : newest.values()) writes.add(write(seen));
    return writes;
  }

  private Write write(Seen seen) {
    var contact =
        Map.of(
            "kind", "seen",
            "tenant", seen.tenant().value(),
            "mailbox", seen.mailbox().value(),
            "address", seen.address(),
            "addresses", List.of(seen.address()),
            "order", seen.address(),
            "typed", List.of(seen.address()));
    var params = new HashMap<String, Object>();
    params.put("contact", contact);
    params.put("seenAt", seen.at());
    if (seen.name() != null) params.put("name", seen.name());
    var id = "seen/" + seen.mailbox() + "/" + seen.address();
    return SCRIPT.write(indexes.name(Index.CONTACTS), id, null, params);
  }

  private static List<Address> participants(MessageUpserted message) {
    var said = message.content();
    var from = Stream.ofNullable(said.from());
    return Stream.of(from, said.to().stream(), said.cc().stream(), said.bcc().stream())
        .flatMap(addresses -> addresses)
        .toList();
  }

  private static boolean isUsable(Address address) {
    var key = address.key();
    return key.indexOf('@') > 0 && key.length() <= LONGEST;
  }

  private static @Nullable String name(Address address) {
    var name = address.name();
    return name == null || name.isBlank() ? null : name.strip();
  }

  private static long at(MessageUpserted message) {
    return Math.max(1, message.content().date().toEpochMilli());
  }

  private record Seen(
      TenantId tenant, MailboxId mailbox, String address, @Nullable String name, long at) {
    Seen newer(Seen other) {
      var later = other.at > at ? other : this;
      var earlier = later == this ? other : this;
      return later.name != null || earlier.name == null
          ? later
          : new Seen(tenant, mailbox, address, earlier.name, later.at);
    }
  }
}
