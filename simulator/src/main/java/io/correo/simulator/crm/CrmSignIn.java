package io.correo.simulator.crm;

import io.correo.simulator.Page;
import io.correo.simulator.SelfUrl;
import io.correo.simulator.SigningKey;
import io.correo.simulator.Wire;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The CRM's sign-in page and what describes its identity provider. `user=ana` signs in at once, so
/// that scripts only follow redirects.
@RestController
class CrmSignIn {

  private final CrmTokens tokens;
  private final CrmUsers users;
  private final SigningKey crmKey;
  private final SelfUrl self;

  CrmSignIn(CrmTokens tokens, CrmUsers users, SigningKey crmKey, SelfUrl self) {
    this.tokens = tokens;
    this.users = users;
    this.crmKey = crmKey;
    this.self = self;
  }

  @GetMapping("/crm/.well-known/openid-configuration")
  void configuration(HttpServletResponse response) throws IOException {
    var here = self.root() + "/crm/oauth/";
    var answer = new LinkedHashMap<String, Object>();
    answer.put("issuer", self.issuer());
    answer.put("authorization_endpoint", here + "authorize");
    answer.put("token_endpoint", here + "token");
    answer.put("jwks_uri", here + "jwks");
    answer.put("end_session_endpoint", here + "logout");
    answer.put("response_types_supported", List.of("code"));
    answer.put(
        "grant_types_supported",
        List.of("authorization_code", "refresh_token", "client_credentials", "password"));
    answer.put("code_challenge_methods_supported", List.of("S256"));
    answer.put("subject_types_supported", List.of("public"));
    answer.put("id_token_signing_alg_values_supported", List.of("RS256"));
    answer.put("scopes_supported", List.of("openid", "email:read", "email:send", "email:admin"));
    Wire.answer(response, 200, answer);
  }

  @GetMapping("/crm/oauth/jwks")
  void keys(HttpServletResponse response) throws IOException {
    Wire.answer(response, 200, crmKey.published());
  }

  @GetMapping("/crm/oauth/logout")
  void signOut(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var back = request.getParameter("post_logout_redirect_uri");
    if (back != null && back.startsWith("http")) {
      response.sendRedirect(back);
    } else {
      Wire.html(response, 200, Page.of("CRM", "<h1>Sesión cerrada · Signed out</h1>"));
    }
  }

  @GetMapping("/crm/oauth/authorize")
  void authorize(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var redirect = request.getParameter("redirect_uri");
    var client = request.getParameter("client_id");
    if (redirect == null || !redirect.startsWith("http") || client == null) {
      var body = "<h1>Petición incorrecta · Bad request</h1><p>client_id, redirect_uri</p>";
      Wire.html(response, 400, Page.of("CRM", body));
      return;
    }
    var chosen = request.getParameter("user");
    var user = chosen == null ? null : users.find(chosen);
    if (user != null) {
      var code =
          tokens.code(
              user.id(),
              client,
              redirect,
              request.getParameter("code_challenge"),
              request.getParameter("nonce"));
      response.sendRedirect(back(redirect, request, "code=" + encode(code)));
    } else if ("none".equals(request.getParameter("prompt"))) {
      response.sendRedirect(back(redirect, request, "error=login_required"));
    } else {
      Wire.html(response, 200, page(request));
    }
  }

  private String page(HttpServletRequest request) {
    var hint = request.getParameter("login_hint");
    var list = new StringBuilder();
    for (var user : users.all()) {
      boolean hinted = user.id().equals(hint) || user.email().equals(hint);
      list.append(
          "<li><button name=\"user\" value=\"%s\"%s>%s <small>%s · %s</small></button></li>"
              .formatted(
                  Wire.escape(user.id()),
                  hinted ? " class=\"chosen\" autofocus" : "",
                  Wire.escape(user.name()),
                  Wire.escape(user.email()),
                  Wire.escape(user.tenant())));
    }
    return Page.of(
        "CRM: iniciar sesión · sign in",
        """
        <h1>Inicia sesión en el CRM</h1>
        <p lang="en">Sign in to the CRM (simulated, no password)</p>
        <form method="get">%s<ul>%s</ul></form>
        """
            .formatted(kept(request.getParameterMap()), list));
  }

  /// What the choice must carry on.
  private static String kept(Map<String, String[]> parameters) {
    var fields = new StringBuilder();
    parameters.forEach(
        (name, values) -> {
          if (!name.equals("user")) {
            fields.append(
                "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                    .formatted(Wire.escape(name), Wire.escape(values[0])));
          }
        });
    return fields.toString();
  }

  private static String back(String redirect, HttpServletRequest request, String result) {
    @Nullable String state = request.getParameter("state");
    return redirect
        + (redirect.contains("?") ? "&" : "?")
        + result
        + (state == null ? "" : "&state=" + encode(state));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
