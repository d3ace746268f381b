package io.correo.sync.grant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.correo.events.MailboxId;
import io.correo.provider.Grant;
import java.util.Arrays;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/// Leases this instance goes on with for a moment: a turn makes a dozen calls, and each would read
/// again what the one before it has read. What is heard meanwhile in another instance is heard here
/// when the moment is over, and what is heard here at once.
@Component
class HeldLeases {
  private static final long MOST = 10_000;

  private final Cache<Key, Grant.UserConsent> held;

  HeldLeases(GrantSettings settings) {
    this.held = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(settings.kept()).build();
  }

  private record Key(MailboxId mailbox, Purpose purpose) {}

  Grant.UserConsent of(MailboxId mailbox, Purpose purpose, Supplier<Grant.UserConsent> leased) {
    var key = new Key(mailbox, purpose);
    var lease = held.getIfPresent(key);
    if (lease == null) {
      lease = leased.get();
      held.put(key, lease);
    }
    return lease;
  }

  void forget(MailboxId mailbox) {
    Arrays.stream(Purpose.values()).forEach(it -> held.invalidate(new Key(mailbox, it)));
  }

  void forgetAll() {
    held.invalidateAll();
  }
}
