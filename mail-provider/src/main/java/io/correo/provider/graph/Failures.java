package io.correo.provider.graph;

import io.correo.provider.ProviderException;
import io.correo.provider.ProviderException.CursorExpired;
import io.correo.provider.ProviderException.Gone;
import io.correo.provider.ProviderException.GrantExpired;
import io.correo.provider.ProviderException.Refused;
import io.correo.provider.ProviderException.Throttled;
import io.correo.provider.ProviderException.Unavailable;
import io.correo.provider.http.RetryAfter;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What Graph's errors mean for the caller. A "no" is believed only from a JSON error of Graph's: a
/// proxy's HTML page saying 404 must not look like a deleted message.
///
/// See <https://learn.microsoft.com/graph/errors>.
final class Failures {
  /// Code of the refusal of what has not even the form of an id.
  static final String NO_ID = "ErrorInvalidIdMalformed";

  // Graph writes them in either case.
  private static final Set<String> DEAD_CURSOR =
      Set.of("syncstatenotfound", "syncstateinvalid", "resyncrequired", "errorsyncstatenotfound");
  // Only these: a mailbox that is not (yet) there is a 404 too, and none of its messages is gone.
  private static final Set<String> GONE =
      Set.of("erroritemnotfound", "errorfoldernotfound", "itemnotfound");
  private static final Set<String> NOT_NOW =
      Set.of("errorserverbusy", "errortimeoutexpired", "errormailboxstoreunavailable");
  private final Duration retryAfter;

  Failures(Duration retryAfter) {
    this.retryAfter = retryAfter;
  }

  /// No answer, or one that cannot be read.
  Unavailable unavailable(String call, Exception failure) {
    return new Unavailable(call + ": " + failure.getClass().getSimpleName(), failure);
  }

  /// @param wait the Retry-After header; null when there is none
  /// @param body the answer in JSON; null when it is something else
  ProviderException translate(
      String call, int status, @Nullable String wait, @Nullable JsonNode body) {
    var error = body == null ? null : body.get("error");
    var code = text(error, "code");
    var words = words(call, status, error);
    var reason = code.toLowerCase(Locale.ROOT);
    if (status == 401) return new GrantExpired(words);
    // 503 and 504 are what Exchange says of a mailbox that is asked too much.
    if (status == 429 || ((status == 503 || status == 504) && (error != null || wait != null))) {
      return new Throttled(
          words, wait == null ? retryAfter : RetryAfter.seconds(wait, retryAfter), false);
    }
    if (status >= 500 || status == 408) return new Unavailable(words, null);
    if (status == 413) return new Refused(status, "too-large", words);
    if (error == null) return new Unavailable(words + " (not an error in JSON)", null);
    if (status == 410 || DEAD_CURSOR.contains(reason)) return new CursorExpired(words);
    if (status == 404 && GONE.contains(reason)) return new Gone(words);
    // Another change of the same item came in between.
    if (NOT_NOW.contains(reason) || (status == 409 && reason.equals("errorirresolvableconflict"))) {
      return new Unavailable(words, null);
    }
    return new Refused(status, code.isEmpty() ? "refused" : code, words);
  }

  private static String words(String call, int status, @Nullable JsonNode error) {
    var message = text(error, "message");
    return message.isEmpty() ? "%s: HTTP %d".formatted(call, status) : message;
  }

  private static String text(@Nullable JsonNode error, String field) {
    var value = error == null ? null : error.get(field);
    return Objects.requireNonNullElse(value == null ? null : value.asString(""), "");
  }
}
