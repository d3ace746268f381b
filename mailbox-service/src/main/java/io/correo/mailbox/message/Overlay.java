package io.correo.mailbox.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An action laid over a message until a fact confirms it.
///
/// @param operation it belongs to
/// @param action as the API names it
/// @param executedAt when the provider had done it; null while it has not
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Overlay(
    String operation, String action, Effect effect, @Nullable Instant executedAt) {

  Overlay executed(Instant at) {
    return new Overlay(operation, action, effect, at);
  }

  /// True when everything we read since it was done has been told.
  boolean isConfirmedBy(Instant asOf) {
    return executedAt != null && asOf.isAfter(executedAt);
  }
}
