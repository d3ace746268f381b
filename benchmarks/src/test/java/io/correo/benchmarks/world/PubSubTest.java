package io.correo.benchmarks.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PubSubTest {
  private static final URI DOOR = URI.create("http://localhost:1/webhooks/google");

  @Test
  void signsPushesWithTheKeyItPublishes() throws Exception {
    try (var pubSub = PubSub.open(Clock.systemUTC())) {
      var settings = pubSub.settings();

      var token = tokenOf(pubSub.push(DOOR, "eva@acme.example", 1));

      var keys = JWKSet.load(URI.create(settings.get("GOOGLE_JWKS_URI")).toURL());
      var key = Objects.requireNonNull(keys.getKeyByKeyId(token.getHeader().getKeyID()));
      assertThat(token.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
      assertThat(key.isPrivate()).isFalse();
      assertThat(token.getJWTClaimsSet().getAudience())
          .containsExactly(settings.get("GOOGLE_PUSH_AUDIENCE"));
    }
  }

  @Test
  void signsAnewBeforeTokensExpire() throws Exception {
    var now = Clock.systemUTC();
    var clock = new MovableClock(now.instant());
    try (var pubSub = PubSub.open(clock)) {
      var first = tokenOf(pubSub.push(DOOR, "eva@acme.example", 1));
      var reused = tokenOf(pubSub.push(DOOR, "eva@acme.example", 65));

      clock.forward(Duration.ofMinutes(31));
      var later = tokenOf(pubSub.push(DOOR, "eva@acme.example", 1));

      assertThat(reused.serialize()).isEqualTo(first.serialize());
      assertThat(later.getJWTClaimsSet().getExpirationTime())
          .isAfter(first.getJWTClaimsSet().getExpirationTime());
    }
  }

  private static SignedJWT tokenOf(HttpRequest push) throws Exception {
    var header = push.headers().firstValue("Authorization").orElseThrow();
    return SignedJWT.parse(header.substring("Bearer ".length()));
  }
}
