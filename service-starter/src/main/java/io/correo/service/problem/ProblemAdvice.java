package io.correo.service.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolationException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;

/// Turns whatever a controller throws into one documented problem. Nothing else answers errors.
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
public class ProblemAdvice {
  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  ResponseEntity<ProblemDetail> problem(Problem problem) {
    return answer(problem);
  }

  /// Met by whoever reads the body as it comes.
  @ExceptionHandler
  ResponseEntity<ProblemDetail> large(BodyTooLarge failure) {
    return answer(new Problem(ProblemType.PAYLOAD_TOO_LARGE, String.valueOf(failure.getMessage())));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException failure) {
    if (causeOf(failure, BodyTooLarge.class) instanceof BodyTooLarge large) {
      return answer(new Problem(ProblemType.PAYLOAD_TOO_LARGE, String.valueOf(large.getMessage())));
    }
    if (causeOf(failure, JacksonException.class) instanceof JacksonException json
        && !json.getPath().isEmpty()) {
      var field = fieldOf(json);
      return answer(Problem.invalid(field, "has a value that is not allowed here"));
    }
    return answer(
        new Problem(ProblemType.INVALID_REQUEST, "The body is missing or is not valid JSON."));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> invalid(MethodArgumentNotValidException failure) {
    var errors =
        failure.getBindingResult().getFieldErrors().stream()
            .map(e -> new Problem.FieldError(e.getField(), String.valueOf(e.getDefaultMessage())))
            .toList();
    return answer(invalid(errors));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> invalid(ConstraintViolationException failure) {
    var errors =
        failure.getConstraintViolations().stream()
            .map(v -> new Problem.FieldError(v.getPropertyPath().toString(), v.getMessage()))
            .toList();
    return answer(invalid(errors));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> wrongType(MethodArgumentTypeMismatchException failure) {
    return answer(Problem.invalid(failure.getName(), "has a value that is not allowed here"));
  }

  /// A value that is not one of ours (ids validate themselves).
  @ExceptionHandler
  ResponseEntity<ProblemDetail> illegal(IllegalArgumentException failure) {
    log.info("Refused a request: {}", failure.getClass().getSimpleName(), failure);
    return answer(new Problem(ProblemType.INVALID_REQUEST, "A value is not allowed here."));
  }

  /// The client went away: nobody is there to answer.
  @ExceptionHandler
  void gone(AsyncRequestNotUsableException gone) {
    log.debug("Client went away: {}", gone.getMessage());
  }

  @ExceptionHandler
  @Nullable ResponseEntity<ProblemDetail> other(Exception failure, HttpServletRequest request) {
    if (failure instanceof ErrorResponse error) {
      return answer(new Problem(typeOf(error.getStatusCode()), detailOf(error)));
    }
    log.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
    return answer(
        new Problem(ProblemType.INTERNAL, "Something went wrong on our side. Try again."));
  }

  /// The same answer for those that are not controllers: filters, security.
  public static ResponseEntity<ProblemDetail> answer(Problem problem) {
    var headers = new HttpHeaders();
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    var wait = problem.retryAfter();
    if (wait != null) {
      headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())));
    }
    return new ResponseEntity<>(problem.toDetail(), headers, problem.type().status());
  }

  private static Problem invalid(List<Problem.FieldError> errors) {
    var detail = errors.isEmpty() ? "The request is not valid." : text(errors.getFirst());
    return new Problem(ProblemType.INVALID_REQUEST, detail).with("errors", errors);
  }

  private static String text(Problem.FieldError error) {
    return error.field() + ": " + error.message();
  }

  private static String fieldOf(JacksonException json) {
    var path = new StringBuilder();
    for (var step : json.getPath()) {
      var name = step.getPropertyName();
      if (name != null) path.append(path.isEmpty() ? "" : ".").append(name);
      else path.append('[').append(step.getIndex()).append(']');
    }
    return path.toString();
  }

  private static String detailOf(ErrorResponse error) {
    var detail = error.getBody().getDetail();
    return detail == null ? "The request was not accepted." : detail;
  }

  private static ProblemType typeOf(HttpStatusCode status) {
    return switch (status.value()) {
      case 401 -> ProblemType.UNAUTHORIZED;
      case 403 -> ProblemType.FORBIDDEN;
      case 404 -> ProblemType.NOT_FOUND;
      case 405 -> ProblemType.METHOD_NOT_ALLOWED;
      case 406 -> ProblemType.NOT_ACCEPTABLE;
      case 413 -> ProblemType.PAYLOAD_TOO_LARGE;
      case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
      case 503 -> ProblemType.SERVICE_UNAVAILABLE;
      default -> status.is4xxClientError() ? ProblemType.INVALID_REQUEST : ProblemType.INTERNAL;
    };
  }

  private static <T extends Throwable> @Nullable T causeOf(Throwable failure, Class<T> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) return type.cast(cause);
    }
    return null;
  }
}
