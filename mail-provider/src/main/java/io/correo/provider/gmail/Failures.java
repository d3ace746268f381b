package io.correo.provider.gmail;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpResponseException;
import io.correo.provider.ProviderException;
import io.correo.provider.ProviderException.Gone;
import io.correo.provider.ProviderException.GrantExpired;
import io.correo.provider.ProviderException.Refused;
import io.correo.provider.ProviderException.Throttled;
import io.correo.provider.ProviderException.Unavailable;
import io.correo.provider.http.RetryAfter;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What Google's errors mean for the caller. A "no" is believed only from a JSON answer: a proxy's
/// HTML page saying 404 must not look like a deleted message.
///
/// See <https://developers.google.com/workspace/gmail/api/guides/handle-errors>.
final class Failures {
  /// Code of the refusal of an answer nobody can read.
  static final String TOO_DEEP = "too-deep";

  private static final Set<String> TOO_MUCH =
      Set.of("rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded");
  private static final Set<String> TOO_MUCH_FOR_ALL =
      Set.of("dailyLimitExceeded", "projectRateLimitExceeded", "servingLimitExceeded");
  private final Duration retryAfter;

  Failures(Duration retryAfter) {
    this.retryAfter = retryAfter;
  }

  ProviderException translate(String method, Exception failure) {
    return switch (failure) {
      case GoogleJsonResponseException e ->
          translate(method, e.getStatusCode(), e.getDetails(), e.getHeaders());
      case HttpResponseException e -> translate(method, e.getStatusCode(), null, e.getHeaders());
      // Reading it again would end the same way.
      case WholeJson.TooDeep e -> new Refused(200, TOO_DEEP, method + ": " + e.getMessage());
      default -> new Unavailable(method + ": " + failure.getClass().getSimpleName(), failure);
    };
  }

  ProviderException translate(
      String method, int status, @Nullable GoogleJsonError error, @Nullable HttpHeaders headers) {
    var reason = reason(error);
    var words = words(method, status, error);
    if (status == 401) return new GrantExpired(words);
    if (status == 429 || status == 403) {
      // "… and limit 'Queries per minute per project'" is everybody's; "… per user" is not.
      var everybody = words.contains("per project") && !words.contains("per user");
      if (everybody || TOO_MUCH_FOR_ALL.contains(reason)) {
        return new Throttled(words, wait(headers), true);
      }
    }
    if (status == 429 || (status == 403 && TOO_MUCH.contains(reason))) {
      return new Throttled(words, wait(headers), false);
    }
    // 409 is "aborted": another change of the mailbox came in between.
    if (status >= 500 || status == 408 || status == 409) return new Unavailable(words, null);
    if (status == 413) return new Refused(status, "too-large", words);
    if (error == null) return new Unavailable(words + " (not in JSON)", null);
    return status == 404 || status == 410
        ? new Gone(words)
        : new Refused(status, reason.isEmpty() ? "refused" : reason, words);
  }

  private Duration wait(@Nullable HttpHeaders headers) {
    var value = headers == null ? null : headers.getRetryAfter();
    return value == null ? retryAfter : RetryAfter.seconds(value, retryAfter);
  }

  private static String reason(@Nullable GoogleJsonError error) {
    if (error == null || error.getErrors() == null || error.getErrors().isEmpty()) return "";
    return Objects.requireNonNullElse(error.getErrors().getFirst().getReason(), "");
  }

  private static String words(String method, int status, @Nullable GoogleJsonError error) {
    return error == null || error.getMessage() == null
        ? "%s: HTTP %d".formatted(method, status)
        : error.getMessage();
  }
}
