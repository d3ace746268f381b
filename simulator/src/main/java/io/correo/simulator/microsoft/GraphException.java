package io.correo.simulator.microsoft;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// What Graph answers when it does not do what is asked.
final class GraphException extends RuntimeException {

  private final int status;
  private final String code;
  private final String retryAfter;

  /// @param retryAfter seconds, perhaps with decimals; "" for no header
  GraphException(int status, String code, String message, String retryAfter) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  static GraphException of(int status, String code, String message) {
    return new GraphException(status, code, message, "");
  }

  static GraphException badRequest(String message) {
    return of(400, "RequestBodyRead", message);
  }

  static GraphException badQuery(String message) {
    return of(400, "BadRequest", message);
  }

  static GraphException unauthenticated() {
    return of(401, "InvalidAuthenticationToken", "Access token is empty, expired or revoked.");
  }

  static GraphException denied() {
    return of(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
  }

  static GraphException notFound() {
    return of(404, "ErrorItemNotFound", "The specified object was not found in the store.");
  }

  static GraphException noSuchPath(String path) {
    return of(400, "BadRequest", "Resource not found for the segment '" + path + "'.");
  }

  static GraphException malformedId() {
    return of(400, "ErrorInvalidIdMalformed", "Id is malformed.");
  }

  static GraphException throttled(String why, String retryAfter) {
    return new GraphException(429, "ApplicationThrottled", why, retryAfter);
  }

  /// What a scripted fault says.
  ///
  /// @param reason the code; "" for the usual one of this status
  static GraphException scripted(int status, String reason, String retryAfter) {
    var usual =
        switch (status) {
          case 401 -> "InvalidAuthenticationToken";
          case 403 -> "ErrorAccessDenied";
          case 404 -> "ErrorItemNotFound";
          case 409 -> "ErrorIrresolvableConflict";
          case 410 -> "syncStateNotFound";
          case 429 -> "TooManyRequests";
          case 503 -> "serviceNotAvailable";
          case 504 -> "UnknownError";
          default -> status < 500 ? "BadRequest" : "ErrorInternalServerError";
        };
    // The throttle fault's own default is Gmail's word.
    boolean own = !reason.isEmpty() && !reason.equals("rateLimitExceeded");
    var message = status == 429 ? "Please retry again later." : "The request was refused.";
    return new GraphException(status, own ? reason : usual, message, retryAfter);
  }

  int status() {
    return status;
  }

  String retryAfter() {
    return retryAfter;
  }

  Map<String, Object> body(Instant now) {
    var inner = new LinkedHashMap<String, Object>();
    inner.put("date", now.toString().replaceFirst("\\..*", ""));
    inner.put("request-id", UUID.randomUUID().toString());
    inner.put("client-request-id", UUID.randomUUID().toString());
    var error = new LinkedHashMap<String, Object>();
    error.put("code", code);
    error.put("message", String.valueOf(getMessage()));
    error.put("innerError", inner);
    return Map.of("error", error);
  }
}
