package io.correo.simulator.microsoft;

import io.correo.simulator.Secrets;
import io.correo.simulator.SimulatorSettings;
import io.correo.simulator.mail.Address;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who consented to what: codes, rotating refresh tokens and access tokens of simulated Microsoft.
@Component
public class MicrosoftTokens {

  private static final Duration CODE_LIFETIME = Duration.ofMinutes(10);
  private static final Duration REFRESH_LIFETIME = Duration.ofDays(90);

  private final Map<String, Code> codes = new ConcurrentHashMap<>();
  private final Map<String, Refresh> refreshes = new ConcurrentHashMap<>();
  private final Map<String, Access> accesses = new ConcurrentHashMap<>();
  private final SimulatorSettings.Microsoft settings;
  private final Clock clock;

  MicrosoftTokens(SimulatorSettings settings, Clock clock) {
    this.settings = settings.microsoft();
    this.clock = clock;
  }

  /// What a user agreed to.
  record Consent(String address, String scope) {}

  /// What a code is exchanged for, and by whom.
  record Code(
      Consent consent,
      String redirect,
      @Nullable String challenge,
      @Nullable String nonce,
      Instant expires) {

    @Override
    public String toString() {
      return "Code[" + consent.address() + "]";
    }
  }

  private record Refresh(Consent consent, Instant expires) {}

  private record Access(Consent consent, Instant expires) {}

  String agree(
      Consent consent, String redirect, @Nullable String challenge, @Nullable String nonce) {
    var code = "0.A" + Secrets.random(48);
    var expires = clock.instant().plus(CODE_LIFETIME);
    codes.put(code, new Code(consent, redirect, challenge, nonce, expires));
    return code;
  }

  /// Once only; null when it is unknown, used or too old.
  @Nullable Code redeem(String code) {
    var found = codes.remove(code);
    return found == null || found.expires().isBefore(clock.instant()) ? null : found;
  }

  String newRefresh(Consent consent) {
    var token = "1.A" + Secrets.random(64);
    refreshes.put(token, new Refresh(consent, clock.instant().plus(REFRESH_LIFETIME)));
    return token;
  }

  /// What a refresh token stands for; it soon ends, because a newer one is given for it. Null when
  /// it is unknown, revoked or too old.
  @Nullable Consent rotate(String token) {
    var now = clock.instant();
    var used =
        refreshes.computeIfPresent(
            token,
            (_, old) -> {
              var end = now.plus(settings.oldRefresh());
              return end.isBefore(old.expires()) ? new Refresh(old.consent(), end) : old;
            });
    return used == null || used.expires().isBefore(now) ? null : used.consent();
  }

  String newAccess(Consent consent, Duration lifetime) {
    var token = "EwB" + Secrets.random(96);
    accesses.put(token, new Access(consent, clock.instant().plus(lifetime)));
    return token;
  }

  /// The address behind an access token; null when it is no live one.
  @Nullable String addressOf(@Nullable String token) {
    var found = token == null ? null : accesses.get(token);
    return found == null || found.expires().isBefore(clock.instant())
        ? null
        : found.consent().address();
  }

  /// The user withdraws consent: every token of the address is dead at once.
  public void revokeAll(String address) {
    var bare = Address.bare(address);
    refreshes.values().removeIf(refresh -> refresh.consent().address().equals(bare));
    codes.values().removeIf(code -> code.consent().address().equals(bare));
    expireAccess(address);
  }

  /// Access tokens of the address stop working; its refresh tokens still do.
  public void expireAccess(String address) {
    var bare = Address.bare(address);
    accesses.values().removeIf(access -> access.consent().address().equals(bare));
  }

  /// A token without a consent page, for tests and scripts.
  public String grant(String address, String scope, Duration lifetime) {
    return newAccess(new Consent(Address.bare(address), scope), lifetime);
  }
}
