package io.correo.simulator.microsoft;

import io.correo.simulator.Page;
import io.correo.simulator.SimulatorSettings;
import io.correo.simulator.Wire;
import io.correo.simulator.mail.Mailboxes;
import io.correo.simulator.mail.Provider;
import io.correo.simulator.microsoft.MicrosoftTokens.Consent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Where the user chooses a Microsoft account. `login_hint` with a simulated address consents at
/// once, so that scripts only follow redirects.
@RestController
class MicrosoftConsentPage {

  private static final String TITLE = "Microsoft (simulado)";

  private final MicrosoftTokens tokens;
  private final Mailboxes mailboxes;
  private final SimulatorSettings settings;

  MicrosoftConsentPage(MicrosoftTokens tokens, Mailboxes mailboxes, SimulatorSettings settings) {
    this.tokens = tokens;
    this.mailboxes = mailboxes;
    this.settings = settings;
  }

  @GetMapping("/microsoft/{tenant}/oauth2/v2.0/authorize")
  void consent(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var redirect = request.getParameter("redirect_uri");
    if (!settings.microsoft().clientId().equals(request.getParameter("client_id"))) {
      refuse(response, "AADSTS700016: Application not found");
    } else if (redirect == null || !redirect.startsWith("http")) {
      refuse(response, "AADSTS50011: The redirect URI does not match");
    } else if (!"code".equals(request.getParameter("response_type"))) {
      refuse(response, "AADSTS700054: response_type is not supported");
    } else if (text(request, "scope").isEmpty()) {
      refuse(response, "AADSTS900144: The request must contain 'scope'");
    } else {
      choose(request, response, redirect);
    }
  }

  private void choose(HttpServletRequest request, HttpServletResponse response, String redirect)
      throws IOException {
    var hint = text(request, "login_hint");
    var mailbox = hint.isEmpty() ? null : mailboxes.find(hint);
    if (mailbox == null || mailbox.provider() != Provider.MICROSOFT) {
      Wire.html(response, 200, page(request, redirect));
      return;
    }
    var code =
        tokens.agree(
            new Consent(mailbox.address(), text(request, "scope")),
            redirect,
            request.getParameter("code_challenge"),
            request.getParameter("nonce"));
    var session = "&session_state=" + MicrosoftAccount.of(mailbox).objectId();
    response.sendRedirect(back(redirect, request, "code=" + encode(code) + session));
  }

  private String page(HttpServletRequest request, String redirect) {
    var list = new StringBuilder();
    var query = request.getQueryString().replaceAll("(^|&)login_hint=[^&]*", "");
    for (var mailbox : mailboxes.all()) {
      if (mailbox.provider() == Provider.MICROSOFT) {
        list.append(
            "<li><a class=\"button\" href=\"?%s&amp;login_hint=%s\">%s</a></li>"
                .formatted(
                    Wire.escape(query), encode(mailbox.address()), Wire.escape(mailbox.address())));
      }
    }
    var denied =
        back(redirect, request, "error=access_denied&error_description=" + encode("AADSTS65004"));
    return Page.of(
        TITLE,
        """
        <h1>Elige una cuenta <small lang="en">Choose an account</small></h1>
        <p>Microsoft simulado: Correo quiere leer y enviar tu correo.
        <span lang="en">Simulated Microsoft: Correo asks to read and send your mail.</span></p>
        <ul>%s</ul>
        <p><a href="%s">Cancelar · Cancel</a></p>
        """
            .formatted(list, Wire.escape(denied)));
  }

  private static void refuse(HttpServletResponse response, String why) throws IOException {
    var body = "<h1>No se pudo iniciar sesión · Sign-in failed</h1><p>" + Wire.escape(why) + "</p>";
    Wire.html(response, 400, Page.of(TITLE, body));
  }

  private static String back(String redirect, HttpServletRequest request, String result) {
    var state = request.getParameter("state");
    return redirect
        + (redirect.contains("?") ? "&" : "?")
        + result
        + (state == null ? "" : "&state=" + encode(state));
  }

  private static String text(HttpServletRequest request, String name) {
    @Nullable String value = request.getParameter(name);
    return value == null ? "" : value;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
