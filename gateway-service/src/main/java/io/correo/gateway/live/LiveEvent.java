package io.correo.gateway.live;

import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import io.correo.events.UserId;

/// Something an open page may want to know, by id only: it fetches what it shows.
///
/// @param name as in the API: `thread.changed`, `counters`, `send`…
/// @param data written as JSON
record LiveEvent(String name, Object data, Audience audience) {

  sealed interface Audience {
    /// Whoever may use the mailbox.
    record Members(MailboxId mailbox) implements Audience {}

    /// One user, about one of his mailboxes.
    record Only(TenantId tenant, UserId user, MailboxId mailbox) implements Audience {}

    /// Everybody in the tenant: for events that name a CRM record and nothing else.
    record Everybody(TenantId tenant) implements Audience {}
  }
}
