package io.correo.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.correo.gateway.route.Problems;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Lets one caller make so many requests in a window: a runaway script hurts only itself.
@Component
@Order(Ordered.LOWEST_PRECEDENCE) // behind security, which knows the caller
class CallerLimit implements WebFilter {
  private static final int CALLERS = 100_000;

  private final LimitSettings settings;
  private final Problems problems;
  private final RateLimiterConfig config;
  private final Cache<String, RateLimiter> limiters;

  CallerLimit(LimitSettings settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
    this.config =
        RateLimiterConfig.custom()
            .limitForPeriod(settings.requests())
            .limitRefreshPeriod(settings.window())
            .timeoutDuration(Duration.ZERO)
            .build();
    this.limiters =
        Caffeine.newBuilder().maximumSize(CALLERS).expireAfterAccess(settings.window()).build();
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return ReactiveSecurityContextHolder.getContext()
        .map(context -> context.getAuthentication())
        .ofType(JwtAuthenticationToken.class)
        .map(caller -> caller.getToken().getIssuer() + " " + caller.getName())
        .map(java.util.Optional::of)
        .defaultIfEmpty(java.util.Optional.empty())
        .flatMap(
            caller ->
                caller
                    .map(name -> limited(name, exchange, chain))
                    .orElseGet(() -> chain.filter(exchange)));
  }

  private Mono<Void> limited(String caller, ServerWebExchange exchange, WebFilterChain chain) {
    var limiter = limiters.get(caller, name -> RateLimiter.of(name, config));
    var allowed = limiter.acquirePermission();
    var left = Math.max(0, limiter.getMetrics().getAvailablePermissions());
    var seconds = settings.window().toSeconds();
    // draft-ietf-httpapi-ratelimit-headers: remaining, and seconds until the quota is full again.
    exchange
        .getResponse()
        .getHeaders()
        .set("RateLimit", "\"caller\";r=%d;t=%d".formatted(left, seconds));
    if (allowed) return chain.filter(exchange);
    return problems.answer(
        exchange,
        new Problem(
                ProblemType.TOO_MANY_REQUESTS,
                "More than %d requests in %d seconds.".formatted(settings.requests(), seconds))
            .retryAfter(settings.window()));
  }
}
