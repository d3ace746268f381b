package io.correo.gateway.live;

import io.correo.events.ConnectedMailbox;
import io.correo.events.MailboxId;
import io.correo.gateway.identity.Visitor;
import io.correo.gateway.live.LiveEvent.Audience;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who may hear of which mailbox: a copy of `mail.accounts`.
@Component
class Memberships {
  private final Map<MailboxId, ConnectedMailbox> mailboxes = new ConcurrentHashMap<>();

  /// @return what was known before; null for a mailbox seen the first time
  @Nullable ConnectedMailbox put(ConnectedMailbox mailbox) {
    return mailboxes.put(mailbox.mailbox(), mailbox);
  }

  boolean hears(Visitor visitor, Audience audience) {
    var tenant = visitor.tenant();
    if (tenant == null) return false;
    return switch (audience) {
      case Audience.Members(var id) -> {
        var mailbox = mailboxes.get(id);
        yield mailbox != null
            && mailbox.tenant().equals(tenant)
            && mailbox.isMember(visitor.user());
      }
      case Audience.Only(var ofTenant, var user, _) ->
          ofTenant.equals(tenant) && user.equals(visitor.user());
      case Audience.Everybody(var ofTenant) -> ofTenant.equals(tenant);
    };
  }
}
