package io.correo.simulator.microsoft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Notices Graph never sent.
final class ForgedNotices {

  /// What can be wrong with one.
  static final List<String> VARIANTS =
      List.of("client-state", "no-client-state", "subscription", "tenant", "resource", "na");

  private ForgedNotices() {}

  /// @param variant "" for all
  static List<Notice> of(Notice notice, String variant) {
    var forged = new ArrayList<Notice>();
    for (var kind : VARIANTS) {
      if (variant.isEmpty() || variant.equals(kind)) {
        forged.add(forge(notice, kind));
      }
    }
    return forged;
  }

  private static Notice forge(Notice notice, String kind) {
    return switch (kind) {
      case "client-state" -> notice.with("clientState", "guessed");
      case "no-client-state" -> {
        var body = new LinkedHashMap<>(notice.body());
        body.remove("clientState");
        yield new Notice(notice.url(), body);
      }
      case "subscription" -> notice.with("subscriptionId", UUID.randomUUID().toString());
      case "tenant" -> notice.with("tenantId", UUID.randomUUID().toString());
      case "resource" ->
          notice
              .with("clientState", "guessed")
              .with("resource", "Users/somebody/Messages/AAkALgNoSuchMessage");
      // What Graph's own reachability tests look like.
      default ->
          notice
              .with("subscriptionId", "NA")
              .with("subscriptionExpirationDateTime", "NA")
              .with("clientState", "NA")
              .with("resource", "NA")
              .with("resourceData", Map.of("@odata.type", "NA", "@odata.id", "NA", "id", "NA"));
    };
  }
}
