package io.correo.gateway.route;

import io.correo.service.problem.ProblemType;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/// What the door answers itself: nothing is there, or the service behind does not answer.
@Component
@Order(-2) // before Spring Boot's own, which would answer with a page
class DoorErrors implements WebExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(DoorErrors.class);

  private final Problems problems;

  DoorErrors(Problems problems) {
    this.problems = problems;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    if (exchange.getResponse().isCommitted()) return Mono.error(failure);
    return switch (failure) {
      case ResponseStatusException status -> answer(exchange, status);
      case IOException _, TimeoutException _ -> {
        // In a line: while a service is down, each request to it says this.
        var path = exchange.getRequest().getPath();
        log.warn("{} did not reach its service: {}", path, failure.toString());
        yield problems.answer(exchange, unavailable());
      }
      default -> {
        log.error("{} failed", exchange.getRequest().getPath(), failure);
        yield problems.answer(exchange, ProblemType.INTERNAL, "Something went wrong on our side.");
      }
    };
  }

  private Mono<Void> answer(ServerWebExchange exchange, ResponseStatusException status) {
    return switch (status.getStatusCode().value()) {
      case 404 ->
          problems.answer(exchange, ProblemType.NOT_FOUND, "There is nothing at this address.");
      case 405 -> problems.answer(exchange, ProblemType.METHOD_NOT_ALLOWED, "Try another method.");
      case 413 ->
          problems.answer(exchange, ProblemType.PAYLOAD_TOO_LARGE, "The body is too large.");
      case 502, 503, 504 -> problems.answer(exchange, unavailable());
      default ->
          status.getStatusCode().is4xxClientError()
              ? problems.answer(
                  exchange, ProblemType.INVALID_REQUEST, "The request was not accepted.")
              : problems.answer(
                  exchange, ProblemType.INTERNAL, "Something went wrong on our side.");
    };
  }

  private static io.correo.service.problem.Problem unavailable() {
    return new io.correo.service.problem.Problem(
            ProblemType.SERVICE_UNAVAILABLE, "A part of Correo does not answer. Try again soon.")
        .retryAfter(Duration.ofSeconds(2));
  }
}
