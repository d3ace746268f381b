package io.correo.provider.gmail;

import io.correo.events.MailboxId;
import io.correo.provider.Budget;
import io.correo.provider.Grant;
import io.correo.provider.ProviderCalls;
import io.correo.provider.simulated.Outside;
import io.correo.provider.starter.ProviderSettings;
import io.correo.simulator.google.GoogleTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// An adapter that talks to the simulator over HTTP.
final class SimulatedGoogle {
  private static final String MAIL = "https://mail.google.com/";

  private SimulatedGoogle() {}

  static <T> T the(Class<T> bean) {
    return Outside.the(bean);
  }

  static ProviderSettings settings(Map<String, Object> changed) {
    return Outside.settings(changed);
  }

  /// Small pages, so that the contracts turn some.
  static GmailProvider provider() {
    return provider(Map.of("GMAIL_HISTORY_PAGE", 3, "GMAIL_LIST_PAGE", 4, "GMAIL_BATCH", 5));
  }

  static GmailProvider provider(Map<String, Object> changed) {
    return new GmailProvider(settings(changed).google(), ProviderCalls.DIRECT, Clock.systemUTC());
  }

  static Grant grant(String address) {
    var token = the(GoogleTokens.class).grant(address, MAIL, Duration.ofHours(1));
    return new Grant.UserConsent(
        new MailboxId("mb_" + address),
        address,
        token,
        Instant.now().plus(Duration.ofHours(1)),
        new Budget("sync", 4200, 4));
  }
}
