package io.correo.simulator.google;

import org.jspecify.annotations.Nullable;

/// What a Gmail method answers.
///
/// @param body null for none
/// @param retryAfter seconds, or 0 for no header
record GmailAnswer(int status, @Nullable Object body, long retryAfter) {

  static GmailAnswer ok(Object body) {
    return new GmailAnswer(200, body, 0);
  }

  static GmailAnswer empty() {
    return new GmailAnswer(204, null, 0);
  }

  /// With these fields alone.
  GmailAnswer only(String fields) {
    return body == null ? this : new GmailAnswer(status, FieldMask.apply(fields, body), retryAfter);
  }

  static GmailAnswer of(GmailException refusal) {
    return new GmailAnswer(refusal.code(), refusal.body(), refusal.retryAfter());
  }
}
