package io.correo.service.problem;

import java.io.Serial;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/// What a controller throws when the answer is an error. The detail is shown to people: it says
/// what happened and what to do, and holds nothing secret.
public final class Problem extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final ProblemType type;
  private final transient Map<String, Object> members = new LinkedHashMap<>();
  private @Nullable Duration retryAfter;

  public Problem(ProblemType type, String detail) {
    super(detail);
    this.type = type;
  }

  public static Problem notFound(String what) {
    return new Problem(ProblemType.NOT_FOUND, "There is no such %s.".formatted(what));
  }

  /// A field of the request is wrong.
  public static Problem invalid(String field, String message) {
    return new Problem(ProblemType.INVALID_REQUEST, field + ": " + message)
        .with("errors", List.of(new FieldError(field, message)));
  }

  /// Adds a member to the answer (RFC 9457 §3.2).
  public Problem with(String member, Object value) {
    members.put(member, value);
    return this;
  }

  public Problem retryAfter(Duration wait) {
    this.retryAfter = wait;
    return this;
  }

  public ProblemType type() {
    return type;
  }

  @Nullable Duration retryAfter() {
    return retryAfter;
  }

  ProblemDetail toDetail() {
    var detail = ProblemDetail.forStatusAndDetail(type.status(), getMessage());
    detail.setType(type.uri());
    detail.setTitle(type.title());
    members.forEach(detail::setProperty);
    return detail;
  }

  /// One wrong field of the request.
  public record FieldError(String field, String message) {}
}
