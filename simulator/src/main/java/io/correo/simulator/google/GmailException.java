package io.correo.simulator.google;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A refusal in Google's words.
public final class GmailException extends RuntimeException {

  private final int code;
  private final String status;
  private final String domain;
  private final String reason;
  private final long retryAfter;

  private GmailException(
      int code, String status, String domain, String reason, String message, long retryAfter) {
    super(message, null, false, false);
    this.code = code;
    this.status = status;
    this.domain = domain;
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  static GmailException invalid(String message) {
    return new GmailException(400, "INVALID_ARGUMENT", "global", "invalidArgument", message, 0);
  }

  static GmailException precondition(String message) {
    return new GmailException(
        400, "FAILED_PRECONDITION", "global", "failedPrecondition", message, 0);
  }

  static GmailException notFound() {
    return new GmailException(
        404, "NOT_FOUND", "global", "notFound", "Requested entity was not found.", 0);
  }

  static GmailException conflict(String message) {
    return new GmailException(409, "ABORTED", "global", "aborted", message, 0);
  }

  static GmailException unauthenticated() {
    return new GmailException(
        401,
        "UNAUTHENTICATED",
        "global",
        "authError",
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login"
            + " cookie or other valid authentication credential.",
        0);
  }

  static GmailException delegation(String address) {
    return new GmailException(
        403, "PERMISSION_DENIED", "global", "forbidden", "Delegation denied for " + address, 0);
  }

  static GmailException scope() {
    return new GmailException(
        403,
        "PERMISSION_DENIED",
        "global",
        "insufficientPermissions",
        "Request had insufficient authentication scopes.",
        0);
  }

  static GmailException tooLarge() {
    return new GmailException(
        413, "INVALID_ARGUMENT", "global", "uploadTooLarge", "Request Entity Too Large", 0);
  }

  /// What a scripted fault or the quota says; `retryAfter` 0 leaves the header out.
  public static GmailException of(int code, String reason, long retryAfter) {
    return switch (code) {
      case 401 -> unauthenticated();
      case 404 -> notFound();
      case 403 -> limit(403, "PERMISSION_DENIED", reason, retryAfter);
      case 429 -> limit(429, "RESOURCE_EXHAUSTED", reason, retryAfter);
      case 400 -> precondition("Precondition check failed.");
      case 503 ->
          new GmailException(
              503,
              "UNAVAILABLE",
              "global",
              reason.isEmpty() ? "backendError" : reason,
              "The service is currently unavailable.",
              retryAfter);
      default ->
          new GmailException(
              code,
              code >= 500 ? "INTERNAL" : "UNKNOWN",
              "global",
              reason.isEmpty() ? "backendError" : reason,
              "Internal error encountered.",
              retryAfter);
    };
  }

  private static GmailException limit(int code, String status, String reason, long retryAfter) {
    var why = reason.isEmpty() ? "rateLimitExceeded" : reason;
    var message =
        switch (why) {
          case "userRateLimitExceeded" -> "User-rate limit exceeded.";
          case "rateLimitExceeded" ->
              "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute per user'"
                  + " of service 'gmail.googleapis.com'.";
          default -> "The request was refused: " + why;
        };
    return new GmailException(code, status, "usageLimits", why, message, retryAfter);
  }

  /// Seconds, or 0 for no header.
  public long retryAfter() {
    return retryAfter;
  }

  public int code() {
    return code;
  }

  public Map<String, Object> body() {
    var error = new LinkedHashMap<String, Object>();
    error.put("code", code);
    error.put("message", String.valueOf(getMessage()));
    var detail = new LinkedHashMap<String, Object>();
    detail.put("message", code == 401 ? "Invalid Credentials" : String.valueOf(getMessage()));
    detail.put("domain", domain);
    detail.put("reason", reason);
    if (code == 401) {
      detail.put("location", "Authorization");
      detail.put("locationType", "header");
    }
    error.put("errors", List.of(detail));
    error.put("status", status);
    return Map.of("error", error);
  }
}
