package io.correo.simulator.microsoft;

import com.nimbusds.jwt.JWTClaimsSet;
import io.correo.simulator.Secrets;
import io.correo.simulator.SelfUrl;
import io.correo.simulator.SigningKey;
import io.correo.simulator.SimulatorSettings;
import io.correo.simulator.Wire;
import io.correo.simulator.mail.Mailboxes;
import io.correo.simulator.microsoft.MicrosoftTokens.Consent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Microsoft's token and key endpoints.
@RestController
class MicrosoftTokenEndpoint {

  private final MicrosoftTokens tokens;
  private final SigningKey microsoftKey;
  private final Mailboxes mailboxes;
  private final SelfUrl self;
  private final SimulatorSettings.Microsoft settings;
  private final Clock clock;

  MicrosoftTokenEndpoint(
      MicrosoftTokens tokens,
      SigningKey microsoftKey,
      Mailboxes mailboxes,
      SelfUrl self,
      SimulatorSettings settings,
      Clock clock) {
    this.tokens = tokens;
    this.microsoftKey = microsoftKey;
    this.mailboxes = mailboxes;
    this.self = self;
    this.settings = settings.microsoft();
    this.clock = clock;
  }

  @GetMapping("/microsoft/{tenant}/discovery/v2.0/keys")
  void keys(HttpServletResponse response) throws IOException {
    Wire.answer(response, 200, microsoftKey.published());
  }

  @GetMapping("/microsoft/{tenant}/v2.0/.well-known/openid-configuration")
  void configuration(@PathVariable String tenant, HttpServletResponse response) throws IOException {
    var root = self.root() + "/microsoft/" + tenant;
    Wire.answer(
        response,
        200,
        Map.of(
            "issuer", self.root() + "/microsoft/{tenantid}/v2.0",
            "authorization_endpoint", root + "/oauth2/v2.0/authorize",
            "token_endpoint", root + "/oauth2/v2.0/token",
            "jwks_uri", root + "/discovery/v2.0/keys",
            "response_types_supported", List.of("code"),
            "subject_types_supported", List.of("pairwise"),
            "id_token_signing_alg_values_supported", List.of("RS256")));
  }

  @PostMapping("/microsoft/{tenant}/oauth2/v2.0/token")
  void token(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setHeader("Cache-Control", "no-store, no-cache");
    if (!knownClient(request)) {
      refuse(response, 401, "invalid_client", 7000215, "Invalid client secret provided.");
      return;
    }
    switch (text(request, "grant_type")) {
      case "authorization_code" -> exchange(request, response);
      case "refresh_token" -> refresh(request, response);
      default ->
          refuse(
              response, 400, "unsupported_grant_type", 70003, "The grant type is not supported.");
    }
  }

  private void exchange(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var code = tokens.redeem(text(request, "code"));
    if (code == null) {
      refuse(response, 400, "invalid_grant", 54005, "The authorization code was already redeemed.");
    } else if (!code.redirect().equals(request.getParameter("redirect_uri"))) {
      refuse(response, 400, "invalid_grant", 50011, "The redirect URI does not match.");
    } else if (!Secrets.proves(request.getParameter("code_verifier"), code.challenge())) {
      refuse(response, 400, "invalid_grant", 501481, "The Code_Verifier does not match.");
    } else {
      Wire.answer(response, 200, granted(code.consent(), code.nonce()));
    }
  }

  private void refresh(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var consent = tokens.rotate(text(request, "refresh_token"));
    if (consent == null) {
      refuse(
          response, 400, "invalid_grant", 700082, "The refresh token has expired or was revoked.");
    } else {
      Wire.answer(response, 200, granted(consent, null));
    }
  }

  private Map<String, Object> granted(Consent consent, @Nullable String nonce) {
    var scopes = List.of(consent.scope().split(" "));
    var answer = new LinkedHashMap<String, Object>();
    answer.put("token_type", "Bearer");
    // Microsoft tells the scopes of the access token only.
    answer.put("scope", consent.scope().replaceAll("\\s*\\boffline_access\\b", "").strip());
    answer.put("expires_in", settings.tokenLifetime().toSeconds());
    answer.put("ext_expires_in", settings.tokenLifetime().toSeconds());
    answer.put("access_token", tokens.newAccess(consent, settings.tokenLifetime()));
    if (scopes.contains("offline_access")) {
      answer.put("refresh_token", tokens.newRefresh(consent));
    }
    var mailbox = mailboxes.find(consent.address());
    if (scopes.contains("openid") && mailbox != null) {
      answer.put("id_token", microsoftKey.sign(identity(MicrosoftAccount.of(mailbox), nonce)));
    }
    return answer;
  }

  private JWTClaimsSet identity(MicrosoftAccount account, @Nullable String nonce) {
    var now = clock.instant();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(self.root() + "/microsoft/" + account.tenantId() + "/v2.0")
            .audience(settings.clientId())
            .subject("pairwise-" + account.objectId())
            .claim("oid", account.objectId())
            .claim("tid", account.tenantId())
            .claim("preferred_username", account.address())
            .claim("email", account.address())
            .claim("name", account.name())
            .claim("ver", "2.0")
            .issueTime(Date.from(now))
            .notBeforeTime(Date.from(now))
            .expirationTime(Date.from(now.plus(settings.tokenLifetime())));
    if (nonce != null) {
      claims.claim("nonce", nonce);
    }
    return claims.build();
  }

  private boolean knownClient(HttpServletRequest request) {
    var id = text(request, "client_id");
    var secret = text(request, "client_secret");
    var header = request.getHeader("Authorization");
    if (header != null && header.startsWith("Basic ")) {
      var pair =
          new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      id = Wire.decode(pair.substring(0, Math.max(0, colon)));
      secret = Wire.decode(pair.substring(colon + 1));
    }
    return settings.clientId().equals(id) && settings.clientSecret().equals(secret);
  }

  private void refuse(
      HttpServletResponse response, int status, String error, int code, String description)
      throws IOException {
    var answer = new LinkedHashMap<String, Object>();
    answer.put("error", error);
    answer.put("error_description", "AADSTS" + code + ": " + description);
    answer.put("error_codes", List.of(code));
    answer.put("timestamp", clock.instant().toString());
    answer.put("trace_id", UUID.randomUUID().toString());
    answer.put("correlation_id", UUID.randomUUID().toString());
    Wire.answer(response, status, answer);
  }

  private static String text(HttpServletRequest request, String name) {
    @Nullable String value = request.getParameter(name);
    return value == null ? "" : value;
  }
}
