package io.correo.provider.graph;

import io.correo.events.MailboxId;
import io.correo.provider.Budget;
import io.correo.provider.Grant;
import io.correo.provider.ProviderCalls;
import io.correo.provider.simulated.Outside;
import io.correo.simulator.microsoft.MicrosoftTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// An adapter that talks to the simulator over HTTP.
final class SimulatedMicrosoft {
  private static final String MAIL = "Mail.ReadWrite Mail.Send User.Read";

  private SimulatedMicrosoft() {}

  /// Small pages, so that the contracts turn some; and the flag is the star.
  static GraphProvider provider() {
    return provider(Map.of("MICROSOFT_STAR_BY_FLAG", true));
  }

  static GraphProvider provider(Map<String, Object> changed) {
    return provider(changed, ProviderCalls.DIRECT, Clock.systemUTC());
  }

  static GraphProvider provider(Map<String, Object> changed, ProviderCalls calls, Clock clock) {
    var all = new HashMap<String, Object>();
    all.put("GRAPH_DELTA_PAGE", 3);
    all.put("GRAPH_LIST_PAGE", 4);
    all.put("GRAPH_FOLDER_PAGE", 3);
    all.put("GRAPH_BATCH", 5);
    all.putAll(changed);
    return new GraphProvider(Outside.settings(all).microsoft(), calls, clock);
  }

  static Grant.UserConsent grant(String address) {
    var token = Outside.the(MicrosoftTokens.class).grant(address, MAIL, Duration.ofHours(1));
    return new Grant.UserConsent(
        new MailboxId("mb_" + address),
        address,
        token,
        Instant.now().plus(Duration.ofHours(1)),
        new Budget("sync", 700, 4));
  }
}
