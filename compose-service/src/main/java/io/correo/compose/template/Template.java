package io.correo.compose.template;

import io.correo.events.TenantId;
import io.correo.events.UserId;
import java.time.Instant;

/// A text to begin a message with. The tenant's: all its users may use it, its author and operators
/// may change it.
record Template(
    String id,
    TenantId tenant,
    UserId author,
    String name,
    String subject,
    String html,
    Instant updatedAt) {

  View view() {
    return new View(id, name, subject, html, updatedAt);
  }

  /// In the API.
  record View(String id, String name, String subject, String html, Instant updatedAt) {}
}
