package io.correo.simulator.google;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.correo.simulator.SigningKey;
import io.correo.simulator.SimulatorSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The OIDC token of a push, true or forged.
@Component
class PushToken {

  /// Forgeries a receiver must reject.
  static final List<String> FORGERIES =
      List.of(
          "none",
          "hs256",
          "other-key",
          "unknown-kid",
          "audience",
          "account",
          "unverified",
          "issuer",
          "expired",
          "future",
          "garbage",
          "missing");

  private static final Duration REUSED = Duration.ofMinutes(5);

  private final SigningKey googleKey;
  private final PushTarget target;
  private final String issuer;
  private final Clock clock;
  private volatile @Nullable Made made;
  private final SigningKey stranger = SigningKey.of("stranger");

  PushToken(SigningKey googleKey, PushTarget target, SimulatorSettings settings, Clock clock) {
    this.googleKey = googleKey;
    this.target = target;
    this.issuer = settings.google().issuer();
    this.clock = clock;
  }

  private record Made(PushTarget.Subscription of, String token, Instant until) {

    @Override
    public String toString() {
      return "Made[" + until + "]";
    }
  }

  String valid() {
    var now = clock.instant();
    var known = made;
    if (known != null && known.of().equals(target.subscription()) && known.until().isAfter(now)) {
      return known.token();
    }
    var token = googleKey.sign(claims().build());
    made = new Made(target.subscription(), token, now.plus(REUSED));
    return token;
  }

  private JWTClaimsSet.Builder claims() {
    var now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .audience(target.subscription().audience())
        .subject("113774264463038321964")
        .claim("azp", "113774264463038321964")
        .claim("email", target.subscription().account())
        .claim("email_verified", true)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(Duration.ofHours(1))));
  }

  /// A token of one of [#FORGERIES]; null for none at all.
  @Nullable String forged(String kind) {
    var past = Date.from(clock.instant().minus(Duration.ofHours(2)));
    var future = Date.from(clock.instant().plus(Duration.ofHours(2)));
    return switch (kind) {
      case "missing" -> null;
      case "none" -> new PlainJWT(claims().build()).serialize();
      case "hs256" -> withPublicKey();
      case "other-key" -> stranger.sign(claims().build(), googleKey.pair().getKeyID());
      case "unknown-kid" -> stranger.sign(claims().build(), "nobody");
      case "audience" -> googleKey.sign(claims().audience("https://other.example/push").build());
      case "account" ->
          googleKey.sign(claims().claim("email", "push@other.iam.gserviceaccount.com").build());
      case "unverified" -> googleKey.sign(claims().claim("email_verified", false).build());
      case "issuer" -> googleKey.sign(claims().issuer("https://accounts.other.example").build());
      case "expired" -> googleKey.sign(claims().issueTime(past).expirationTime(past).build());
      case "future" -> googleKey.sign(claims().issueTime(future).notBeforeTime(future).build());
      default -> "not.a.token";
    };
  }

  /// Signed with what everybody knows: the public key, taken for a shared secret.
  private String withPublicKey() {
    try {
      var jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(googleKey.pair().getKeyID()).build(),
              claims().build());
      jwt.sign(new MACSigner(googleKey.pair().toRSAPublicKey().getEncoded()));
      return jwt.serialize();
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
