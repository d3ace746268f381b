package io.correo.simulator.google;

import io.correo.simulator.Page;
import io.correo.simulator.SimulatorSettings;
import io.correo.simulator.Wire;
import io.correo.simulator.google.GoogleTokens.Consent;
import io.correo.simulator.mail.Mailboxes;
import io.correo.simulator.mail.Provider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Where the user chooses a Google account. `login_hint` with a simulated address consents at once,
/// so that scripts only follow redirects.
@RestController
class GoogleConsentPage {

  private final GoogleTokens tokens;
  private final Mailboxes mailboxes;
  private final SimulatorSettings settings;

  GoogleConsentPage(GoogleTokens tokens, Mailboxes mailboxes, SimulatorSettings settings) {
    this.tokens = tokens;
    this.mailboxes = mailboxes;
    this.settings = settings;
  }

  @GetMapping("/google/o/oauth2/v2/auth")
  void consent(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var redirect = request.getParameter("redirect_uri");
    if (!settings.google().clientId().equals(request.getParameter("client_id"))) {
      refuse(response, "Error 401: invalid_client");
    } else if (redirect == null || !redirect.startsWith("http")) {
      refuse(response, "Error 400: redirect_uri_mismatch");
    } else if (!"code".equals(request.getParameter("response_type"))) {
      refuse(response, "Error 400: unsupported_response_type");
    } else if (text(request, "scope").isEmpty()) {
      refuse(response, "Error 400: invalid_scope");
    } else {
      choose(request, response, redirect);
    }
  }

  private void choose(HttpServletRequest request, HttpServletResponse response, String redirect)
      throws IOException {
    var hint = text(request, "login_hint");
    var mailbox = hint.isEmpty() ? null : mailboxes.find(hint);
    if (mailbox == null || mailbox.provider() != Provider.GOOGLE) {
      Wire.html(response, 200, page(request, redirect));
      return;
    }
    var scope = text(request, "scope");
    var code =
        tokens.agree(
            new Consent(mailbox.address(), scope),
            redirect,
            request.getParameter("code_challenge"),
            "offline".equals(request.getParameter("access_type")),
            List.of(text(request, "prompt").split(" ")).contains("consent"));
    response.sendRedirect(
        back(redirect, request, "code=" + encode(code) + "&scope=" + encode(scope)));
  }

  private String page(HttpServletRequest request, String redirect) {
    var list = new StringBuilder();
    var query = request.getQueryString().replaceAll("(^|&)login_hint=[^&]*", "");
    for (var mailbox : mailboxes.all()) {
      if (mailbox.provider() == Provider.GOOGLE) {
        list.append(
            "<li><a class=\"button\" href=\"?%s&amp;login_hint=%s\">%s</a></li>"
                .formatted(
                    Wire.escape(query), encode(mailbox.address()), Wire.escape(mailbox.address())));
      }
    }
    var denied = back(redirect, request, "error=access_denied");
    return Page.of(
        "Google (simulado)",
        """
        <h1>Elige una cuenta <small lang="en">Choose an account</small></h1>
        <p>Google simulado: Correo quiere leer y enviar tu correo.
        <span lang="en">Simulated Google: Correo asks to read and send your mail.</span></p>
        <ul>%s</ul>
        <p><a href="%s">Cancelar · Cancel</a></p>
        """
            .formatted(list, Wire.escape(denied)));
  }

  private static void refuse(HttpServletResponse response, String why) throws IOException {
    var body = "<h1>Acceso bloqueado · Access blocked</h1><p>" + Wire.escape(why) + "</p>";
    Wire.html(response, 400, Page.of("Google (simulado)", body));
  }

  private static String back(String redirect, HttpServletRequest request, String result) {
    var state = request.getParameter("state");
    return redirect
        + (redirect.contains("?") ? "&" : "?")
        + (state == null ? "" : "state=" + encode(state) + "&")
        + result;
  }

  private static String text(HttpServletRequest request, String name) {
    @Nullable String value = request.getParameter(name);
    return value == null ? "" : value;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
