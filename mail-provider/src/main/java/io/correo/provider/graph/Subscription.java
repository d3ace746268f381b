package io.correo.provider.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A watch as Graph writes it.
///
/// @param expirationDateTime ISO 8601; Graph's answer may be earlier than what was asked for
@JsonInclude(JsonInclude.Include.NON_NULL)
record Subscription(
    @Nullable String id,
    @Nullable String changeType,
    @Nullable String notificationUrl,
    @Nullable String lifecycleNotificationUrl,
    @Nullable String resource,
    @Nullable String expirationDateTime,
    @Nullable String clientState) {

  Instant expiresAt() {
    return ContentReader.date(expirationDateTime);
  }
}
