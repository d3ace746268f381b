package io.correo.sync.mailbox;

import io.correo.events.Address;
import io.correo.events.ConnectedMailbox.Member;
import io.correo.events.ConnectedMailbox.Progress;
import io.correo.events.ConnectedMailbox.Role;
import io.correo.events.ConnectedMailbox.State;
import io.correo.events.MailboxId;
import io.correo.events.Revision;
import io.correo.events.TenantId;
import io.correo.events.UserId;
import io.correo.events.Visibility;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A connected mailbox, or the marker of one that was.
///
/// @param revision grows with every change
/// @param account the user's stable id at the provider; empty once erased
/// @param identities what the user may send as, the primary one first
/// @param problem why only the user can help, in the provider's words; null while mail flows
/// @param progress of the import; null before it began
public record Mailbox(
    MailboxId id,
    TenantId tenant,
    Revision revision,
    String provider,
    String account,
    String address,
    List<Member> members,
    State state,
    List<Address> identities,
    @Nullable String signature,
    Visibility visibility,
    String lane,
    @Nullable String problem,
    @Nullable Progress progress,
    Instant connectedAt) {
  public Mailbox {
    members = List.copyOf(members);
    identities = List.copyOf(identities);
  }

  public boolean isConnected() {
    return state == State.CONNECTED;
  }

  public boolean isErased() {
    return state == State.ERASED;
  }

  public boolean isMember(UserId user) {
    return members.stream().anyMatch(member -> member.user().equals(user));
  }

  public boolean isOwner(UserId user) {
    return members.contains(new Member(user, Role.OWNER));
  }
}
