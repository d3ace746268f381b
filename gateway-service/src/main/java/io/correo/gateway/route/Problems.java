package io.correo.gateway.route;

import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemAdvice;
import io.correo.service.problem.ProblemType;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// Writes a problem as the answer of an exchange.
@Component
public class Problems {
  private final JsonMapper json;

  Problems(JsonMapper json) {
    this.json = json;
  }

  public Mono<Void> answer(ServerWebExchange exchange, ProblemType type, String detail) {
    return answer(exchange, new Problem(type, detail));
  }

  public Mono<Void> answer(ServerWebExchange exchange, Problem problem) {
    var response = exchange.getResponse();
    if (response.isCommitted()) return Mono.empty();
    var answer = ProblemAdvice.answer(problem);
    response.setStatusCode(problem.type().status());
    response.getHeaders().putAll(answer.getHeaders());
    response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (problem.type() == ProblemType.UNAUTHORIZED) {
      response.getHeaders().set("WWW-Authenticate", "Bearer");
    }
    var body = response.bufferFactory().wrap(json.writeValueAsBytes(answer.getBody()));
    return response.writeWith(Mono.just(body));
  }
}
