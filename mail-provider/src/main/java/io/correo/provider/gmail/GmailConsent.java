package io.correo.provider.gmail;

import io.correo.provider.MailConsent;
import io.correo.provider.ProviderException.ReconnectRequired;
import io.correo.provider.ProviderException.Refused;
import io.correo.provider.http.TokenAnswer;
import io.correo.provider.http.TokenEndpoint;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Google's OAuth 2.0 for web server applications, with PKCE.
final class GmailConsent implements MailConsent {
  /// The only scope that may purge mail.
  private static final String MAIL = "https://mail.google.com/";

  private final GoogleSettings.OAuth oauth;
  private final TokenEndpoint http;

  GmailConsent(GoogleSettings.OAuth oauth, GoogleSettings.Limits limits) {
    this.oauth = oauth;
    this.http =
        new TokenEndpoint(
            "Google", limits.connectTimeout(), limits.readTimeout(), limits.retryAfter());
  }

  @Override
  public URI authorizationUrl(
      String state, String codeChallenge, URI redirectUri, @Nullable String loginHint) {
    var query = new LinkedHashMap<String, String>();
    query.put("client_id", oauth.clientId());
    query.put("redirect_uri", redirectUri.toString());
    query.put("response_type", "code");
    query.put("scope", "openid email " + MAIL);
    query.put("state", state);
    query.put("code_challenge", codeChallenge);
    query.put("code_challenge_method", "S256");
    // Google gives a refresh token only on the first consent, unless it has to ask again.
    query.put("access_type", "offline");
    query.put("prompt", "consent");
    if (loginHint != null) query.put("login_hint", loginHint);
    var address = oauth.authUri().toString();
    return URI.create(address + (address.contains("?") ? "&" : "?") + TokenEndpoint.form(query));
  }

  @Override
  public Consented exchange(String code, String codeVerifier, URI redirectUri) {
    var answer =
        token(
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "code_verifier",
                codeVerifier,
                "redirect_uri",
                redirectUri.toString(),
                "client_id",
                oauth.clientId(),
                "client_secret",
                oauth.clientSecret()));
    if ("invalid_grant".equals(answer.error())) throw answer.refused();
    var tokens = answer.tokens();
    var scopes = answer.scopes();
    if (scopes != null && !scopes.contains(MAIL)) {
      throw new Refused(403, "scope-missing", "Access to the mail itself was not granted.");
    }
    if (tokens.refreshToken() == null) {
      throw new Refused(403, "offline-missing", "Google granted access for an hour only.");
    }
    // The API is addressed by address, so that is the account.
    var address = answer.claims(oauth.clientId()).get("email");
    if (address == null) throw new Refused(403, "id-token", "Google told no address.");
    return new Consented(tokens, address, address);
  }

  @Override
  public Tokens refresh(String refreshToken) {
    var answer =
        token(
            Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                refreshToken,
                "client_id",
                oauth.clientId(),
                "client_secret",
                oauth.clientSecret()));
    if ("invalid_grant".equals(answer.error())) throw new ReconnectRequired(answer.words());
    return answer.tokens();
  }

  @Override
  public void revoke(String refreshToken) {
    var answer = http.post(oauth.revokeUri(), Map.of("token", refreshToken));
    if (!answer.isRefusal()) return;
    // "invalid_token" is Google's word for a grant that is dead already.
    if (!"invalid_token".equals(answer.error()) && !"invalid_grant".equals(answer.error())) {
      throw answer.refused();
    }
  }

  private TokenAnswer token(Map<String, String> form) {
    var answer = http.post(oauth.tokenUri(), form);
    if (answer.isRefusal() && !"invalid_grant".equals(answer.error())) throw answer.refused();
    return answer;
  }
}
