package io.correo.provider.graph;

import io.correo.provider.MailConsent;
import io.correo.provider.ProviderException.ReconnectRequired;
import io.correo.provider.ProviderException.Refused;
import io.correo.provider.http.TokenAnswer;
import io.correo.provider.http.TokenEndpoint;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Microsoft's OAuth 2.0 authorization code flow, with PKCE.
final class GraphConsent implements MailConsent {
  private static final List<String> NEEDED = List.of("mail.readwrite", "mail.send");
  private final MicrosoftSettings.OAuth oauth;
  private final TokenEndpoint http;

  GraphConsent(MicrosoftSettings.OAuth oauth, MicrosoftSettings.Limits limits) {
    this.oauth = oauth;
    this.http =
        new TokenEndpoint(
            "Microsoft", limits.connectTimeout(), limits.readTimeout(), limits.retryAfter());
  }

  @Override
  public URI authorizationUrl(
      String state, String codeChallenge, URI redirectUri, @Nullable String loginHint) {
    var query = new LinkedHashMap<String, String>();
    query.put("client_id", oauth.clientId());
    query.put("redirect_uri", redirectUri.toString());
    query.put("response_type", "code");
    query.put("response_mode", "query");
    query.put("scope", oauth.scopes());
    query.put("state", state);
    query.put("code_challenge", codeChallenge);
    query.put("code_challenge_method", "S256");
    // Without it a browser that is signed in somewhere connects that account unasked.
    if (loginHint == null) query.put("prompt", "select_account");
    else query.put("login_hint", loginHint);
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
                redirectUri.toString()));
    if (answer.isRefusal()) throw answer.refused();
    var tokens = answer.tokens();
    if (!grantsMail(answer)) {
      throw new Refused(403, "scope-missing", "Access to the mail itself was not granted.");
    }
    if (tokens.refreshToken() == null) {
      throw new Refused(403, "offline-missing", "Microsoft granted access for an hour only.");
    }
    var claims = answer.claims(oauth.clientId());
    var address =
        Stream.of("email", "preferred_username", "upn")
            .map(claims::get)
            .filter(it -> it != null && it.contains("@"))
            .findFirst()
            .orElseThrow(() -> new Refused(403, "id-token", "Microsoft told no address."));
    // Addresses change hands, the object's id never does.
    var account = claims.get("oid");
    return new Consented(tokens, account == null ? address : account, address);
  }

  /// With each access token comes a new refresh token, and the old one soon stops working.
  @Override
  public Tokens refresh(String refreshToken) {
    var answer = token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    if (answer.isRefusal()) {
      // Both mean that only the user can help: by signing in again, or by agreeing to more.
      if (List.of("invalid_grant", "interaction_required")
          .contains(Objects.requireNonNullElse(answer.error(), ""))) {
        throw new ReconnectRequired(answer.words());
      }
      throw answer.refused();
    }
    return answer.tokens();
  }

  /// Microsoft has no way to give a single grant back: the user, or an administrator, takes it away
  /// on Microsoft's pages. Forgetting the token is what is left to do, and the caller does that.
  @Override
  public void revoke(String refreshToken) {}

  private TokenAnswer token(Map<String, String> fields) {
    var form = new LinkedHashMap<>(fields);
    form.put("client_id", oauth.clientId());
    form.put("client_secret", oauth.clientSecret());
    form.put("scope", oauth.scopes());
    return http.post(oauth.tokenUri(), form);
  }

  /// Microsoft shortens scopes of Graph to their last part.
  private static boolean grantsMail(TokenAnswer answer) {
    var scopes = answer.scopes();
    if (scopes == null) return true;
    var granted =
        scopes.stream().map(it -> it.toLowerCase(Locale.ROOT).replaceAll("^.*/", "")).toList();
    return granted.containsAll(NEEDED);
  }
}
