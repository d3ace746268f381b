package io.correo.sync.notification;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.ConfigurableJWTProcessor;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import java.net.MalformedURLException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// Tells Google's pushes from forged ones: an OIDC token signed RS256 by Google's keys, for our
/// audience, of the service account we gave the subscription.
@Component
@EnableConfigurationProperties(PushSettings.class)
class PushTokens {
  private static final int TIMEOUT_MS = 3_000;
  private static final int KEYS_BYTES = 100_000;

  private final ConfigurableJWTProcessor<SecurityContext> processor;
  private final PushSettings settings;
  private final Clock clock;

  PushTokens(PushSettings settings, Clock clock) throws MalformedURLException {
    this.settings = settings;
    this.clock = clock;
    var retriever = new DefaultResourceRetriever(TIMEOUT_MS, TIMEOUT_MS, KEYS_BYTES);
    var keys =
        JWKSourceBuilder.create(settings.jwksUri().toURL(), retriever)
            .cache(settings.keysFor().toMillis(), 2L * TIMEOUT_MS)
            .rateLimited(settings.keysNoOftener().toMillis())
            .outageTolerantForever()
            .build();
    processor = new DefaultJWTProcessor<>();
    // The algorithm is ours to choose, never the token's.
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
    processor.setJWTClaimsSetVerifier((claims, _) -> {});
  }

  /// @throws Problem 401 when Google did not sign it, or not for now; 403 when it is not for us;
  ///     503 when Google's keys cannot be had
  void verify(@Nullable String authorization) {
    if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      throw new Problem(ProblemType.UNAUTHORIZED, "A push brings a bearer token.");
    }
    check(signed(authorization.substring(7).strip()));
  }

  private JWTClaimsSet signed(String token) {
    try {
      return processor.process(token, null);
    } catch (RateLimitReachedException unknownKeyAgain) {
      // The keys were asked for a moment ago and this one was not among them.
      throw failed(
          new Problem(ProblemType.UNAUTHORIZED, "The token is of no known key."), unknownKeyAgain);
    } catch (KeySourceException noKeys) {
      throw failed(new Problem(ProblemType.SERVICE_UNAVAILABLE, "Keys cannot be had now."), noKeys);
    } catch (ParseException | BadJOSEException | JOSEException forged) {
      throw failed(new Problem(ProblemType.UNAUTHORIZED, "The token is not Google's."), forged);
    }
  }

  private void check(JWTClaimsSet claims) {
    var now = clock.instant();
    var issuer = String.valueOf(claims.getIssuer());
    if (!bare(issuer).equals(bare(settings.issuer()))) throw unauthorized("issuer");
    if (!isAfter(claims.getExpirationTime(), now.minus(settings.skew()))) {
      throw unauthorized("expiry");
    }
    if (!isBefore(claims.getIssueTime(), now.plus(settings.skew()))) {
      throw unauthorized("time of issue");
    }
    var forUs = claims.getAudience().contains(settings.audience());
    var byUs =
        settings.account().equals(claims.getClaim("email"))
            && Boolean.TRUE.equals(claims.getClaim("email_verified"));
    if (!forUs || !byUs) {
      throw new Problem(ProblemType.FORBIDDEN, "The token is not of our push subscription.");
    }
  }

  private static boolean isAfter(@Nullable Date claim, Instant time) {
    return claim != null && claim.toInstant().isAfter(time);
  }

  private static boolean isBefore(@Nullable Date claim, Instant time) {
    return claim != null && claim.toInstant().isBefore(time);
  }

  private static Problem unauthorized(String what) {
    return new Problem(ProblemType.UNAUTHORIZED, "The token's %s is wrong.".formatted(what));
  }

  private static Problem failed(Problem problem, Exception cause) {
    problem.initCause(cause);
    return problem;
  }

  private static String bare(String issuer) {
    return issuer.startsWith("https://") ? issuer.substring("https://".length()) : issuer;
  }
}
