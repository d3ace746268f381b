package io.correo.provider.gmail;

import com.google.api.client.json.gson.GsonFactory;
import io.correo.provider.MailConsent;
import io.correo.provider.ProviderException.ReconnectRequired;
import io.correo.provider.ProviderException.Refused;
import io.correo.provider.ProviderException.Throttled;
import io.correo.provider.ProviderException.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Google's OAuth 2.0 for web server applications, with PKCE.
final class GmailConsent implements MailConsent {
  /// The only scope that may purge mail.
  private static final String MAIL = "https://mail.google.com/";

  private final GoogleSettings.OAuth oauth;
  private final GoogleSettings.Limits limits;
  private final HttpClient http;

  GmailConsent(GoogleSettings.OAuth oauth, GoogleSettings.Limits limits) {
    this.oauth = oauth;
    this.limits = limits;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(limits.connectTimeout())
            .build();
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
    return URI.create(address + (address.contains("?") ? "&" : "?") + form(query));
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
    if ("invalid_grant".equals(answer.error())) throw refused(answer);
    var tokens = answer.tokens();
    if (!answer.scopes().contains(MAIL)) {
      throw new Refused(403, "scope-missing", "Access to the mail itself was not granted.");
    }
    if (tokens.refreshToken() == null) {
      throw new Refused(403, "offline-missing", "Google granted access for an hour only.");
    }
    // The API is addressed by address, so that is the account.
    var address = answer.email(oauth.clientId());
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
    var response = post(oauth.revokeUri(), Map.of("token", refreshToken));
    var answer = new TokenAnswer(response.statusCode(), parse(response));
    if (response.statusCode() < 300) return;
    // "invalid_token" is Google's word for a grant that is dead already.
    if (!"invalid_token".equals(answer.error()) && !"invalid_grant".equals(answer.error())) {
      throw refused(answer);
    }
  }

  private TokenAnswer token(Map<String, String> form) {
    var response = post(oauth.tokenUri(), form);
    var answer = new TokenAnswer(response.statusCode(), parse(response));
    if (response.statusCode() < 300 || "invalid_grant".equals(answer.error())) return answer;
    throw refused(answer);
  }

  private HttpResponse<String> post(URI target, Map<String, String> form) {
    var request =
        HttpRequest.newBuilder(target)
            .timeout(limits.readTimeout())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form(form)))
            .build();
    try {
      var response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() == 429) {
        var wait = response.headers().firstValue("Retry-After");
        throw new Throttled(
            "Google's sign-in is busy",
            wait.map(it -> Failures.seconds(it, limits.retryAfter())).orElse(limits.retryAfter()),
            true);
      }
      if (response.statusCode() >= 500) {
        throw new Unavailable("Google's sign-in: HTTP " + response.statusCode(), null);
      }
      return response;
    } catch (IOException failure) {
      throw new Unavailable("Google's sign-in did not answer", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Unavailable("interrupted", interrupted);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> parse(HttpResponse<String> response) {
    try {
      if (response.statusCode() < 300 && response.body().isBlank()) return Map.of();
      return GsonFactory.getDefaultInstance().fromString(response.body(), Map.class);
    } catch (IOException | IllegalArgumentException notJson) {
      throw new Unavailable("Google's sign-in answered something else than JSON", notJson);
    }
  }

  private static Refused refused(TokenAnswer answer) {
    return new Refused(
        answer.status(), Objects.toString(answer.error(), "refused"), answer.words());
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private record TokenAnswer(int status, Map<String, Object> json) {
    @Nullable String error() {
      return json.get("error") instanceof String error ? error : null;
    }

    String words() {
      return Objects.toString(json.get("error_description"), Objects.toString(error(), "refused"));
    }

    java.util.List<String> scopes() {
      return Arrays.asList(Objects.toString(json.get("scope"), MAIL).split(" "));
    }

    Tokens tokens() {
      if (!(json.get("access_token") instanceof String access)) {
        throw new Unavailable("Google's sign-in sent no token", null);
      }
      var seconds = json.get("expires_in") instanceof Number number ? number.longValue() : 3600;
      var refresh = json.get("refresh_token") instanceof String token ? token : null;
      return new Tokens(access, Duration.ofSeconds(seconds), refresh);
    }

    /// The id token comes straight from Google's token endpoint, so its signature need not be
    /// checked (OpenID Connect Core §3.1.3.7, item 6); what it says still is.
    String email(String audience) {
      var token = Objects.toString(json.get("id_token"), "").split("\\.");
      if (token.length != 3) throw new Unavailable("Google's sign-in sent no id token", null);
      try {
        var payload = new String(Base64.getUrlDecoder().decode(token[1]), StandardCharsets.UTF_8);
        Map<?, ?> claims = GsonFactory.getDefaultInstance().fromString(payload, Map.class);
        if (!audience.equals(claims.get("aud")) || !(claims.get("email") instanceof String email)) {
          throw new Refused(403, "id-token", "Google's id token is not for us.");
        }
        return email;
      } catch (IOException | IllegalArgumentException unreadable) {
        throw new Unavailable("Google's id token cannot be read", unreadable);
      }
    }
  }
}
