package io.correo.mailbox.message;

import io.correo.events.Address;
import io.correo.events.ConnectedMailbox;
import io.correo.events.FolderRole;
import io.correo.events.MessageContent;
import io.correo.events.MessageState;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whose addresses are ours, and so who wrote to whom.
public final class Direction {
  public static final String INBOUND = "inbound";
  public static final String OUTBOUND = "outbound";
  public static final String INTERNAL = "internal";

  // Mail between two of their users is not internal to anybody.
  private static final Set<String> PUBLIC_DOMAINS =
      Set.of("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com");

  private final Set<String> mine = new HashSet<>();
  private final Set<String> domains = new HashSet<>();

  /// @param mailbox null while its record has not come
  public Direction(@Nullable ConnectedMailbox mailbox) {
    if (mailbox == null) return;
    add(Address.of(mailbox.address()));
    mailbox.identities().forEach(this::add);
    domains.removeAll(PUBLIC_DOMAINS);
  }

  private void add(Address address) {
    mine.add(address.key());
    domains.add(address.domain());
  }

  public boolean isMine(Address address) {
    return mine.contains(address.key());
  }

  /// True when the mailbox's own user wrote it.
  public boolean isOurs(MessageContent content, MessageState state) {
    var from = content.from();
    return state.draft() || state.in(FolderRole.SENT) || from != null && isMine(from);
  }

  /// Where mail to oneself is two messages, the one that came back: we wrote it, but it was
  /// received and did not leave. Where it is one message, that one was sent.
  public boolean isCopyToOneself(MessageContent content, MessageState state) {
    var from = content.from();
    return from != null
        && isMine(from)
        && !state.draft()
        && state.in(FolderRole.INBOX)
        && !state.in(FolderRole.SENT);
  }

  /// True when it left, written by the mailbox's own user.
  public boolean isSent(MessageContent content, MessageState state) {
    return isOurs(content, state) && !isCopyToOneself(content, state);
  }

  /// `inbound`, `outbound`, or `internal` between addresses of the mailbox's own domain.
  public String of(MessageContent content, MessageState state) {
    var from = content.from();
    var among = new java.util.ArrayList<Address>(content.to());
    among.addAll(content.cc());
    if (from != null && !among.isEmpty() && domains.contains(from.domain())) {
      if (among.stream().allMatch(address -> domains.contains(address.domain()))) return INTERNAL;
    }
    return isSent(content, state) ? OUTBOUND : INBOUND;
  }
}
