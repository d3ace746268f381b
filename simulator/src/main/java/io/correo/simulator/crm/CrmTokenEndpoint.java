package io.correo.simulator.crm;

import io.correo.simulator.Secrets;
import io.correo.simulator.Wire;
import io.correo.simulator.crm.CrmTokens.Wish;
import io.correo.simulator.crm.CrmUsers.User;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// The CRM's token endpoint. `expires_in` (negative allowed) and `audience` are for tests that need
/// a token nobody should take.
@RestController
class CrmTokenEndpoint {

  private final CrmTokens tokens;
  private final CrmUsers users;
  private final CrmClients clients;

  CrmTokenEndpoint(CrmTokens tokens, CrmUsers users, CrmClients clients) {
    this.tokens = tokens;
    this.users = users;
    this.clients = clients;
  }

  @PostMapping("/crm/oauth/token")
  void token(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setHeader("Cache-Control", "no-store");
    Wish wish;
    try {
      wish = tokens.wish(request.getParameter("expires_in"), request.getParameter("audience"));
    } catch (NumberFormatException malformed) {
      refuse(response, 400, "invalid_request", "expires_in is no number");
      return;
    }
    switch (text(request, "grant_type")) {
      case "password" -> {
        var user = users.find(text(request, "username"));
        answer(response, user, user == null ? null : tokens.refresh(user.id()), null, wish);
      }
      case "client_credentials" -> client(request, response, wish);
      case "authorization_code" -> code(request, response, wish);
      case "refresh_token" -> {
        var id = tokens.redeemRefresh(text(request, "refresh_token"));
        var user = id == null ? null : users.find(id);
        answer(response, user, user == null ? null : tokens.refresh(user.id()), null, wish);
      }
      default -> refuse(response, 400, "unsupported_grant_type", "grant_type is not known");
    }
  }

  private void code(HttpServletRequest request, HttpServletResponse response, Wish wish)
      throws IOException {
    var code = tokens.redeem(text(request, "code"));
    if (code == null
        || !code.client().equals(text(request, "client_id"))
        || !code.redirect().equals(text(request, "redirect_uri"))
        || !Secrets.proves(request.getParameter("code_verifier"), code.challenge())) {
      refuse(response, 400, "invalid_grant", "the code is unknown, used, or not yours");
      return;
    }
    var user = users.find(code.user());
    var identity = user == null ? null : tokens.identity(user, code.client(), code.nonce(), wish);
    answer(response, user, user == null ? null : tokens.refresh(user.id()), identity, wish);
  }

  private void client(HttpServletRequest request, HttpServletResponse response, Wish wish)
      throws IOException {
    var id = text(request, "client_id");
    var secret = text(request, "client_secret");
    var header = request.getHeader("Authorization");
    if (header != null && header.startsWith("Basic ")) {
      var pair = basic(header.substring(6));
      int colon = pair.indexOf(':');
      id = Wire.decode(pair.substring(0, Math.max(0, colon)));
      secret = Wire.decode(pair.substring(colon + 1));
    }
    var client = clients.find(id, secret);
    if (client == null) {
      refuse(response, 401, "invalid_client", "client or secret is wrong");
      return;
    }
    var token = tokens.ofClient(client.id(), client.tenant(), client.scope(), wish);
    Wire.answer(response, 200, granted(token, client.scope(), wish));
  }

  private static String basic(String encoded) {
    try {
      return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return ":";
    }
  }

  private void answer(
      HttpServletResponse response,
      @Nullable User user,
      @Nullable String refresh,
      @Nullable String identity,
      Wish wish)
      throws IOException {
    if (user == null) {
      refuse(response, 400, "invalid_grant", "nobody by that name");
      return;
    }
    var answer = granted(tokens.ofUser(user, wish), user.scope(), wish);
    if (refresh != null) {
      answer.put("refresh_token", refresh);
    }
    if (identity != null) {
      answer.put("id_token", identity);
    }
    Wire.answer(response, 200, answer);
  }

  private static Map<String, Object> granted(String token, String scope, Wish wish) {
    var answer = new LinkedHashMap<String, Object>();
    answer.put("access_token", token);
    answer.put("token_type", "Bearer");
    answer.put("expires_in", wish.lifetime().toSeconds());
    answer.put("scope", scope);
    return answer;
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
