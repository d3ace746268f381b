package io.correo.provider;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a user lets us into a mailbox (OAuth 2.0 authorization code with PKCE, RFC 7636).
public interface MailConsent {

  /// Where to send the browser.
  ///
  /// @param state comes back with the code; single use, bound to tenant and user by the caller
  /// @param codeChallenge S256 of the verifier given to [#exchange]
  /// @param loginHint the address to consent for; null to let the user choose
  URI authorizationUrl(
      String state, String codeChallenge, URI redirectUri, @Nullable String loginHint);

  /// Redeems a code, once.
  Consented exchange(String code, String codeVerifier, URI redirectUri);

  /// A new access token. [ProviderException.ReconnectRequired] when the grant is dead.
  Tokens refresh(String refreshToken);

  /// Gives the grant back. Revoking a dead one succeeds.
  void revoke(String refreshToken);

  /// @param account the user's stable id at the provider
  record Consented(Tokens tokens, String account, String address) {}

  /// @param refreshToken null when the provider did not send a new one: keep the old
  record Tokens(String accessToken, Duration expiresIn, @Nullable String refreshToken) {
    @Override
    public String toString() {
      return "Tokens[%s]".formatted(expiresIn);
    }
  }
}
