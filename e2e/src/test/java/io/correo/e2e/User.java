package io.correo.e2e;

import io.correo.e2e.client.Crm;
import io.correo.e2e.client.Http.Answer;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Somebody who uses Correo.
///
/// @param patient who knows that services die, and expects no answer or "not now" at times
record User(Crm crm, boolean patient) {

  /// Posts, and leaves to the caller what a refusal means.
  ///
  /// @return null when a service is down, and that is expected
  @Nullable Answer ask(String path, Map<String, Object> body, Map<String, String> headers) {
    try {
      var answer = crm.http().send("POST", path, body, headers);
      return patient && answer.status() >= 500 ? null : answer;
    } catch (UncheckedIOException cut) {
      if (patient) return null;
      throw cut;
    }
  }
}
