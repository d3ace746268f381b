package io.correo.service.problem;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// The catalogue of problem types. A type is API: documented, stable, tested.
public enum ProblemType {
  INVALID_REQUEST(HttpStatus.BAD_REQUEST, "The request is not valid"),
  INVALID_CURSOR(HttpStatus.BAD_REQUEST, "The cursor is not one of ours"),
  UNAUTHORIZED(HttpStatus.UNAUTHORIZED, "No valid token"),
  FORBIDDEN(HttpStatus.FORBIDDEN, "The token does not allow this"),
  NOT_PERMITTED(HttpStatus.FORBIDDEN, "You may see this, not change it"),
  LINK_INVALID(HttpStatus.FORBIDDEN, "The link is not valid or no longer valid"),
  NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such thing"),
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This method is not served here"),
  NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No representation you accept"),
  CONFLICT(HttpStatus.CONFLICT, "The state does not allow this"),
  ALREADY_SENT(HttpStatus.CONFLICT, "It is already sent"),
  MAILBOX_NEEDS_REAUTHORIZATION(HttpStatus.CONFLICT, "The mailbox must be connected again"),
  PRECONDITION_FAILED(HttpStatus.PRECONDITION_FAILED, "Somebody changed it meanwhile"),
  PRECONDITION_REQUIRED(HttpStatus.PRECONDITION_REQUIRED, "A condition header is missing"),
  PAYLOAD_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "This content type is not read"),
  UNPROCESSABLE(HttpStatus.UNPROCESSABLE_CONTENT, "Understood, and not possible"),
  UNSUPPORTED_ACTION(HttpStatus.UNPROCESSABLE_CONTENT, "The mailbox cannot do this"),
  IDEMPOTENCY_MISMATCH(
      HttpStatus.UNPROCESSABLE_CONTENT, "This Idempotency-Key was used for something else"),
  PROVIDER_REFUSED(HttpStatus.UNPROCESSABLE_CONTENT, "The mail provider refused"),
  TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "Too many requests"),
  INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "An error of ours"),
  PROVIDER_THROTTLED(HttpStatus.SERVICE_UNAVAILABLE, "The mail provider asks to wait"),
  PROVIDER_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The mail provider does not answer"),
  SERVICE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "A part of Correo does not answer");

  private static final String BASE = "https://correo.example/problems/";

  private final HttpStatus status;
  private final String title;

  ProblemType(HttpStatus status, String title) {
    this.status = status;
    this.title = title;
  }

  public HttpStatus status() {
    return status;
  }

  public String title() {
    return title;
  }

  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public URI uri() {
    return URI.create(BASE + slug());
  }
}
