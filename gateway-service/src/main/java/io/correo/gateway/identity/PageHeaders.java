package io.correo.gateway.identity;

import io.correo.gateway.page.ContentPolicy;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Headers that tell browsers what our pages may do. A header that the service behind set stays.
@Component
class PageHeaders implements WebFilter {
  private final ContentPolicy policy;

  PageHeaders(ContentPolicy policy) {
    this.policy = policy;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    var response = exchange.getResponse();
    response.beforeCommit(
        () -> {
          var headers = response.getHeaders();
          if (!headers.containsHeader("X-Content-Type-Options")) {
            headers.set("X-Content-Type-Options", "nosniff");
          }
          if (!headers.containsHeader("Referrer-Policy")) {
            headers.set("Referrer-Policy", "no-referrer");
          }
          if (!headers.containsHeader("Content-Security-Policy")) {
            headers.set("Content-Security-Policy", policy.text());
          }
          return Mono.empty();
        });
    return chain.filter(exchange);
  }
}
