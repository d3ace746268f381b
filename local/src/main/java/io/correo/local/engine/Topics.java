package io.correo.local.engine;

import java.util.List;
import java.util.Map;

/// The topics Correo is made of, as an operator would create them. Topics of dead letters come into
/// being when the first letter dies.
public final class Topics {
  public static final int PARTITIONS = 6;

  /// Keep the last record per key for ever.
  public static final List<String> COMPACTED = List.of("mail.accounts", "crm.directory");

  /// Forget by time.
  public static final List<String> FORGETTING =
      List.of(
          "mail.notifications",
          "mail.changes",
          "mail.backfill",
          "mail.outgoing",
          "mail.links",
          "mail.view",
          "crm.email-events",
          "crm.email-events.history");

  private Topics() {}

  static Map<String, String> settings(String topic) {
    return COMPACTED.contains(topic) ? Map.of("cleanup.policy", "compact") : Map.of();
  }
}
