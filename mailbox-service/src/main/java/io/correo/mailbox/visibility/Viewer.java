package io.correo.mailbox.visibility;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;

import io.correo.events.ConnectedMailbox;
import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import io.correo.events.UserId;
import io.correo.events.Visibility;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Who looks, and how far that reaches: all of one's own mailboxes; of others in the tenant, what
/// is linked to a record, as much as its visibility allows. Tenant and visibility are part of every
/// query, made here and nowhere else.
///
/// @param mailboxes of which the user is a member; none for modules
public record Viewer(TenantId tenant, UserId user, List<ConnectedMailbox> mailboxes) {
  private static final List<String> SHARED =
      List.of(
          Visibility.EVERYTHING.wireName(),
          Visibility.SUBJECT.wireName(),
          Visibility.METADATA.wireName());

  public Viewer {
    mailboxes = List.copyOf(mailboxes);
  }

  public boolean owns(MailboxId mailbox) {
    return mine(mailbox) != null;
  }

  public @Nullable ConnectedMailbox mine(MailboxId mailbox) {
    return mailboxes.stream().filter(m -> m.mailbox().equals(mailbox)).findFirst().orElse(null);
  }

  public List<String> mailboxIds() {
    return mailboxes.stream().map(m -> m.mailbox().value()).toList();
  }

  /// Everything stored of this tenant: the beginning of every query.
  public Bson inTenant() {
    return eq("tenant", tenant.value());
  }

  /// What this viewer may see at all. Rows carry `shared` only where others may see them.
  public Bson reach() {
    return mailboxes.isEmpty()
        ? and(inTenant(), in("shared", SHARED))
        : and(inTenant(), or(in("mailbox", mailboxIds()), in("shared", SHARED)));
  }

  /// How much of a conversation this viewer may see.
  ///
  /// @param shared how much others may see; null for nothing
  /// @return null for nothing
  public @Nullable Visibility rights(MailboxId mailbox, @Nullable Visibility shared) {
    if (owns(mailbox)) return Visibility.EVERYTHING;
    return shared == Visibility.PRIVATE ? null : shared;
  }
}
