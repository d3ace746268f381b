package io.correo.simulator.google;

import com.nimbusds.jwt.JWTClaimsSet;
import io.correo.simulator.Secrets;
import io.correo.simulator.SigningKey;
import io.correo.simulator.SimulatorSettings;
import io.correo.simulator.Wire;
import io.correo.simulator.google.GoogleTokens.Consent;
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
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Google's token, revocation and key endpoints.
@RestController
class GoogleTokenEndpoint {

  private final GoogleTokens tokens;
  private final SigningKey googleKey;
  private final SimulatorSettings.Google settings;
  private final Clock clock;

  GoogleTokenEndpoint(
      GoogleTokens tokens, SigningKey googleKey, SimulatorSettings settings, Clock clock) {
    this.tokens = tokens;
    this.googleKey = googleKey;
    this.settings = settings.google();
    this.clock = clock;
  }

  @GetMapping("/google/oauth2/v3/certs")
  void keys(HttpServletResponse response) throws IOException {
    response.setHeader("Cache-Control", "public, max-age=3600");
    Wire.answer(response, 200, googleKey.published());
  }

  @PostMapping("/google/oauth2/token")
  void token(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setHeader("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate");
    if (!knownClient(request)) {
      refuse(response, 401, "invalid_client", "The OAuth client was not found.");
      return;
    }
    switch (text(request, "grant_type")) {
      case "authorization_code" -> exchange(request, response);
      case "refresh_token" -> refresh(request, response);
      default -> refuse(response, 400, "unsupported_grant_type", "Invalid grant_type");
    }
  }

  private void exchange(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var code = tokens.redeem(text(request, "code"));
    if (code == null) {
      refuse(response, 400, "invalid_grant", "Malformed auth code.");
    } else if (!code.redirect().equals(request.getParameter("redirect_uri"))) {
      refuse(response, 400, "redirect_uri_mismatch", "Bad Request");
    } else if (!Secrets.proves(request.getParameter("code_verifier"), code.challenge())) {
      refuse(response, 400, "invalid_grant", "Invalid code verifier.");
    } else {
      var refresh = code.refresh() ? tokens.newRefresh(code.consent()) : null;
      Wire.answer(response, 200, granted(code.consent(), refresh));
    }
  }

  private void refresh(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var consent = tokens.refresh(text(request, "refresh_token"));
    if (consent == null) {
      refuse(response, 400, "invalid_grant", "Token has been expired or revoked.");
    } else {
      Wire.answer(response, 200, granted(consent, null));
    }
  }

  private Map<String, Object> granted(Consent consent, @Nullable String refresh) {
    var answer = new LinkedHashMap<String, Object>();
    answer.put("access_token", tokens.newAccess(consent));
    answer.put("expires_in", settings.tokenLifetime().toSeconds());
    if (refresh != null) {
      answer.put("refresh_token", refresh);
    }
    answer.put("scope", consent.scope());
    answer.put("token_type", "Bearer");
    if (List.of(consent.scope().split(" ")).contains("openid")) {
      answer.put("id_token", googleKey.sign(identity(consent.address())));
    }
    return answer;
  }

  private JWTClaimsSet identity(String address) {
    var now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(settings.issuer())
        .audience(settings.clientId())
        .subject(subject(address))
        .claim("azp", settings.clientId())
        .claim("email", address)
        .claim("email_verified", true)
        .claim("hd", address.substring(address.indexOf('@') + 1))
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(settings.tokenLifetime())))
        .build();
  }

  /// Google's stable number of an account.
  static String subject(String address) {
    return "1%020d".formatted(address.hashCode() & 0xffff_ffffL);
  }

  @GetMapping({"/google/oauth2/v3/userinfo", "/google/v1/userinfo"})
  void who(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var address = tokens.addressOf(GmailEndpoint.bearer(request.getHeader("Authorization")));
    if (address == null) {
      refuse(response, 401, "invalid_request", "Invalid Credentials");
      return;
    }
    Wire.answer(
        response, 200, Map.of("sub", subject(address), "email", address, "email_verified", true));
  }

  @PostMapping("/google/oauth2/revoke")
  void revoke(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (tokens.revoke(text(request, "token"))) {
      Wire.answer(response, 200, Map.of());
    } else {
      refuse(response, 400, "invalid_token", "Token expired or revoked");
    }
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

  private static void refuse(
      HttpServletResponse response, int status, String error, String description)
      throws IOException {
    Wire.answer(response, status, Map.of("error", error, "error_description", description));
  }

  private static String text(HttpServletRequest request, String name) {
    @Nullable String value = request.getParameter(name);
    return value == null ? "" : value;
  }
}
