package io.correo.compose;

import io.correo.provider.ProviderException;
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

/// What a failed provider call is to the person in front of the page.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProviderProblems {

  @ExceptionHandler
  ResponseEntity<ProblemDetail> provider(ProviderException failure) {
    return ProblemAdvice.answer(
        switch (failure) {
          case ProviderException.Throttled t ->
              new Problem(ProblemType.PROVIDER_THROTTLED, "The mail provider asks us to wait.")
                  .retryAfter(t.retryAfter());
          case ProviderException.ReconnectRequired _ ->
              new Problem(
                  ProblemType.MAILBOX_NEEDS_REAUTHORIZATION, "Connect the mailbox again first.");
          case ProviderException.Gone _ -> Problem.notFound("message");
          case ProviderException.Refused r ->
              new Problem(ProblemType.PROVIDER_REFUSED, String.valueOf(r.getMessage()))
                  .with(
                      "provider",
                      Map.of(
                          "status", r.status(),
                          "code", r.code(),
                          "message", String.valueOf(r.getMessage())));
          case ProviderException.GrantExpired _, ProviderException.Unavailable _ ->
              new Problem(
                  ProblemType.PROVIDER_UNAVAILABLE, "The mail provider does not answer now.");
          case ProviderException.CursorExpired _ ->
              new Problem(ProblemType.INTERNAL, "Something went wrong on our side. Try again.");
        });
  }
}
