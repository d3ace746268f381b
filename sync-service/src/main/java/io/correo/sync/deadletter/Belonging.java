package io.correo.sync.deadletter;

import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import io.correo.events.Topics;
import io.correo.sync.mailbox.Mailbox;
import io.correo.sync.mailbox.Mailboxes;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Whose a dead letter is. The key decides where it can, because it is ours even when the value is
/// garbage.
@Component
class Belonging {
  private final Mailboxes mailboxes;

  Belonging(Mailboxes mailboxes) {
    this.mailboxes = mailboxes;
  }

  record Owner(@Nullable TenantId tenant, @Nullable MailboxId mailbox) {}

  /// @param preview of the value
  Owner of(String topic, @Nullable String key, Map<String, String> preview) {
    if (key == null || key.isBlank()) return named(preview);
    if (topic.equals(Topics.DIRECTORY)) return directory(key, preview);
    var mailbox = mailboxes.find(new MailboxId(key));
    if (mailbox != null) return new Owner(mailbox.tenant(), mailbox.id());
    if (topic.equals(Topics.NOTIFICATIONS)) return address(key, preview);
    return named(preview);
  }

  private static Owner directory(String key, Map<String, String> preview) {
    var end = key.indexOf('/');
    return end > 0 ? new Owner(new TenantId(key.substring(0, end)), null) : named(preview);
  }

  /// An address may be connected by several tenants: then it is nobody's alone.
  private Owner address(String address, Map<String, String> preview) {
    var provider = Preview.name(preview, "provider");
    if (provider == null) return new Owner(null, null);
    var connected = mailboxes.ofAddress(provider, address);
    var tenants = connected.stream().map(Mailbox::tenant).collect(Collectors.toSet());
    if (tenants.size() != 1) return new Owner(null, null);
    return new Owner(
        tenants.iterator().next(), connected.size() == 1 ? connected.getFirst().id() : null);
  }

  private static Owner named(Map<String, String> preview) {
    var tenant = Preview.name(preview, "tenant");
    return new Owner(tenant == null ? null : new TenantId(tenant), null);
  }
}
