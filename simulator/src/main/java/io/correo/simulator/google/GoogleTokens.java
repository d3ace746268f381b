package io.correo.simulator.google;

import io.correo.simulator.Secrets;
import io.correo.simulator.SimulatorSettings;
import io.correo.simulator.mail.Address;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who consented to what: codes, refresh tokens and access tokens of simulated Google.
@Component
public class GoogleTokens {

  private static final Duration CODE_LIFETIME = Duration.ofMinutes(10);

  private final Map<String, Code> codes = new ConcurrentHashMap<>();
  private final Map<String, Consent> refreshes = new ConcurrentHashMap<>();
  private final Map<String, Access> accesses = new ConcurrentHashMap<>();
  private final Set<String> consented = ConcurrentHashMap.newKeySet();
  private final SimulatorSettings settings;
  private final Clock clock;

  GoogleTokens(SimulatorSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /// What a user agreed to.
  record Consent(String address, String scope) {}

  /// What a code is exchanged for, and by whom.
  record Code(
      Consent consent,
      String redirect,
      @Nullable String challenge,
      boolean refresh,
      Instant expires) {

    @Override
    public String toString() {
      return "Code[" + consent.address() + "]";
    }
  }

  /// What an access token allows.
  record Access(Consent consent, Instant expires) {

    boolean allows(String scope) {
      return Set.of(consent.scope().split(" ")).contains(scope);
    }
  }

  /// A code for a user who just agreed. A refresh token comes with the first consent only, or when
  /// the user was asked again.
  String agree(
      Consent consent,
      String redirect,
      @Nullable String challenge,
      boolean offline,
      boolean asked) {
    boolean first = consented.add(consent.address());
    var code = "4/" + Secrets.random(32);
    var expires = clock.instant().plus(CODE_LIFETIME);
    codes.put(code, new Code(consent, redirect, challenge, offline && (first || asked), expires));
    return code;
  }

  /// Once only; null when it is unknown, used or too old.
  @Nullable Code redeem(String code) {
    var found = codes.remove(code);
    return found == null || found.expires().isBefore(clock.instant()) ? null : found;
  }

  String newRefresh(Consent consent) {
    var token = "1//" + Secrets.random(48);
    refreshes.put(token, consent);
    return token;
  }

  @Nullable Consent refresh(String token) {
    return refreshes.get(token);
  }

  String newAccess(Consent consent) {
    return newAccess(consent, settings.google().tokenLifetime());
  }

  String newAccess(Consent consent, Duration lifetime) {
    var token = "ya29." + Secrets.random(48);
    accesses.put(token, new Access(consent, clock.instant().plus(lifetime)));
    return token;
  }

  /// Null when it is unknown, revoked or too old.
  @Nullable Access access(@Nullable String token) {
    var found = token == null ? null : accesses.get(token);
    return found == null || found.expires().isBefore(clock.instant()) ? null : found;
  }

  /// False when the token was none.
  boolean revoke(String token) {
    var consent = refreshes.get(token);
    var access = accesses.get(token);
    if (consent == null && access != null) {
      consent = access.consent();
    }
    if (consent == null) {
      return false;
    }
    revokeAll(consent.address());
    return true;
  }

  /// The user withdraws consent: every token of the address is dead at once.
  public void revokeAll(String address) {
    var bare = Address.bare(address);
    refreshes.values().removeIf(consent -> consent.address().equals(bare));
    accesses.values().removeIf(access -> access.consent().address().equals(bare));
    codes.values().removeIf(code -> code.consent().address().equals(bare));
    consented.remove(bare);
  }

  /// Access tokens of the address stop working; its refresh tokens still do.
  public void expireAccess(String address) {
    var bare = Address.bare(address);
    accesses.values().removeIf(access -> access.consent().address().equals(bare));
  }

  /// The address behind an access token; null when it is no live one.
  public @Nullable String addressOf(@Nullable String token) {
    var access = access(token);
    return access == null ? null : access.consent().address();
  }

  /// A token without a consent page, for tests and scripts.
  public String grant(String address, String scope, Duration lifetime) {
    return newAccess(new Consent(Address.bare(address), scope), lifetime);
  }
}
