package io.correo.simulator.crm;

import com.nimbusds.jwt.JWTClaimsSet;
import io.correo.simulator.Secrets;
import io.correo.simulator.SelfUrl;
import io.correo.simulator.SigningKey;
import io.correo.simulator.SimulatorSettings;
import io.correo.simulator.crm.CrmUsers.User;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Codes, refresh tokens and JWTs of the CRM's identity provider.
@Component
class CrmTokens {

  private static final Duration CODE_LIFETIME = Duration.ofMinutes(5);

  private final Map<String, Code> codes = new ConcurrentHashMap<>();
  private final Map<String, String> refreshes = new ConcurrentHashMap<>();
  private final SigningKey crmKey;
  private final SelfUrl self;
  private final SimulatorSettings.Crm settings;
  private final Clock clock;

  CrmTokens(SigningKey crmKey, SelfUrl self, SimulatorSettings settings, Clock clock) {
    this.crmKey = crmKey;
    this.self = self;
    this.settings = settings.crm();
    this.clock = clock;
  }

  record Code(
      String user,
      String client,
      String redirect,
      @Nullable String challenge,
      @Nullable String nonce,
      Instant expires) {}

  String code(
      String user,
      String client,
      String redirect,
      @Nullable String challenge,
      @Nullable String nonce) {
    var code = Secrets.random(32);
    var expires = clock.instant().plus(CODE_LIFETIME);
    codes.put(code, new Code(user, client, redirect, challenge, nonce, expires));
    return code;
  }

  /// Once only; null when it is unknown, used or too old.
  @Nullable Code redeem(String code) {
    var found = codes.remove(code);
    return found == null || found.expires().isBefore(clock.instant()) ? null : found;
  }

  String refresh(String user) {
    var token = Secrets.random(48);
    refreshes.put(token, user);
    return token;
  }

  /// The user of a refresh token, which then is used up; null when it is none.
  @Nullable String redeemRefresh(String token) {
    return refreshes.remove(token);
  }

  /// How a token is asked for.
  ///
  /// @param lifetime negative for one that is over
  record Wish(Duration lifetime, String audience) {}

  Wish wish(@Nullable String seconds, @Nullable String audience) {
    var lifetime =
        seconds == null ? settings.tokenLifetime() : Duration.ofSeconds(Long.parseLong(seconds));
    return new Wish(lifetime, audience == null ? settings.audience() : audience);
  }

  String ofUser(User user, Wish wish) {
    return crmKey.sign(
        claims(user.id(), wish)
            .claim("tenant", user.tenant())
            .claim("scope", user.scope())
            .claim("name", user.name())
            .claim("email", user.email())
            .claim("locale", user.locale())
            .build());
  }

  String ofClient(String client, @Nullable String tenant, String scope, Wish wish) {
    return crmKey.sign(
        claims(client, wish)
            .claim("client_id", client)
            .claim("tenant", tenant)
            .claim("scope", scope)
            .build());
  }

  String identity(User user, String client, @Nullable String nonce, Wish wish) {
    return crmKey.sign(
        claims(user.id(), wish)
            .audience(client)
            .claim("nonce", nonce)
            .claim("name", user.name())
            .claim("email", user.email())
            .claim("locale", user.locale())
            .build());
  }

  private JWTClaimsSet.Builder claims(String subject, Wish wish) {
    var now = clock.instant();
    var expires = now.plus(wish.lifetime());
    var issued = wish.lifetime().isNegative() ? expires.minusSeconds(60) : now;
    return new JWTClaimsSet.Builder()
        .issuer(self.issuer())
        .audience(wish.audience())
        .subject(subject)
        .jwtID(Secrets.random(12))
        .issueTime(Date.from(issued))
        .expirationTime(Date.from(expires));
  }
}
