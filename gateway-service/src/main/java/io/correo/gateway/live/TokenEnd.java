package io.correo.gateway.live;

import java.time.Clock;
import java.time.Duration;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The moment a token stops being good.
@Component
class TokenEnd {
  private final Clock clock;

  TokenEnd(Clock clock) {
    this.clock = clock;
  }

  Mono<Long> of(Jwt token) {
    var end = token.getExpiresAt();
    if (end == null) return Mono.never();
    var left = Duration.between(clock.instant(), end);
    return Mono.delay(left.isNegative() ? Duration.ZERO : left);
  }
}
