package io.correo.search;

import io.correo.service.messaging.Outage;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemAdvice;
import io.correo.service.problem.ProblemType;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// While OpenSearch is down nothing can be found: that is said, not hidden in an empty list.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class SearchOutage {
  private static final Duration WAIT = Duration.ofSeconds(5);

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unavailable(Outage outage) {
    return ProblemAdvice.answer(
        new Problem(ProblemType.SERVICE_UNAVAILABLE, "Search is not available right now.")
            .retryAfter(WAIT));
  }
}
