package io.correo.mailbox.grant;

import io.correo.provider.ProviderException;
import io.correo.provider.ProviderException.CursorExpired;
import io.correo.provider.ProviderException.Gone;
import io.correo.provider.ProviderException.GrantExpired;
import io.correo.provider.ProviderException.ReconnectRequired;
import io.correo.provider.ProviderException.Refused;
import io.correo.provider.ProviderException.Throttled;
import io.correo.provider.ProviderException.Unavailable;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemAdvice;
import io.correo.service.problem.ProblemType;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// What a provider's failure means to who asked over HTTP.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProviderAdvice {

  @ExceptionHandler
  ResponseEntity<ProblemDetail> handle(ProviderException failure) {
    return ProblemAdvice.answer(problem(failure));
  }

  private static Problem problem(ProviderException failure) {
    return switch (failure) {
      case Throttled throttled ->
          new Problem(ProblemType.PROVIDER_THROTTLED, "The mail provider asks to wait a little.")
              .retryAfter(throttled.retryAfter());
      case ReconnectRequired _ ->
          new Problem(
              ProblemType.MAILBOX_NEEDS_REAUTHORIZATION,
              "The mailbox must be connected again by its owner.");
      case Gone _ -> Problem.notFound("message at the mail provider any more");
      case Refused refused ->
          new Problem(ProblemType.PROVIDER_REFUSED, "The mail provider refused.")
              .with(
                  "provider",
                  Map.of(
                      "status", refused.status(),
                      "code", refused.code(),
                      "message", String.valueOf(refused.getMessage())));
      case GrantExpired _, CursorExpired _, Unavailable _ ->
          new Problem(
              ProblemType.PROVIDER_UNAVAILABLE, "The mail provider does not answer. Try again.");
    };
  }
}
