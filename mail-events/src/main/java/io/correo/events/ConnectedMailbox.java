package io.correo.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A connected mailbox, on the compacted topic `mail.accounts`, keyed by mailbox id: every service
/// keeps a copy. The record of an erased mailbox stays for ever, in state `erased`.
///
/// @param revision grows with every change of this record; an older one is ignored
/// @param provider `google` or `microsoft`: to choose an adapter or an icon, not to decide
/// @param account the user's stable id at the provider, for `/users/{id}`
/// @param members who may use it, with roles; exactly one owner today
/// @param identities addresses it may send from, the primary one first
/// @param signature HTML put under new messages; null for none
/// @param lane label of the deployment that syncs it
/// @param progress of the running or last import; null before it began
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectedMailbox(
    MailboxId mailbox,
    TenantId tenant,
    Revision revision,
    String provider,
    String address,
    String account,
    List<Member> members,
    State state,
    Capabilities capabilities,
    List<Address> identities,
    @Nullable String signature,
    Visibility visibility,
    String lane,
    @Nullable Progress progress,
    Instant connectedAt) {

  public ConnectedMailbox {
    members = List.copyOf(members);
    identities = List.copyOf(identities);
  }

  public record Member(UserId user, Role role) {}

  public enum Role {
    OWNER,
    MEMBER;

    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public enum State {
    /// Mail flows.
    CONNECTED,
    /// The provider refuses our token: only the user can fix it.
    NEEDS_REAUTHORIZATION,
    /// Disconnected; everything of it is being or has been dropped. Never comes back.
    ERASED;

    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// @param state `running`, `paused` or `done`
  /// @param done messages imported
  /// @param total messages there are; an estimate until done
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Progress(String state, long done, long total, @Nullable Instant eta) {}

  public boolean isMember(UserId user) {
    return members.stream().anyMatch(member -> member.user().equals(user));
  }

  public UserId owner() {
    return members.stream()
        .filter(member -> member.role() == Role.OWNER)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(mailbox + " has no owner"))
        .user();
  }
}
