package io.correo.mailbox.content;

import io.correo.mailbox.signed.SignedLinks;
import io.correo.mailbox.visibility.Viewer;
import io.correo.mailbox.visibility.Viewers;
import io.correo.service.caller.Caller;
import io.correo.service.caller.CallerClaims;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

/// Who asks for what a browser may fetch by itself: the user a link is signed for, or the bearer of
/// a token.
@Component
class Requester {
  private final Viewers viewers;
  private final SignedLinks links;
  private final CallerClaims claims;

  Requester(Viewers viewers, SignedLinks links, CallerClaims claims) {
    this.viewers = viewers;
    this.links = links;
    this.claims = claims;
  }

  /// @throws Problem 401 without either, 403 when the link is not valid
  Viewer of(HttpServletRequest request) {
    if (request.getParameter("signature") != null) {
      return signed(request, request.getRequestURI(), "");
    }
    if (SecurityContextHolder.getContext().getAuthentication()
        instanceof JwtAuthenticationToken token) {
      var caller = claims.read(token.getToken());
      if (!caller.has(Caller.READ)) caller.require(Caller.READ_TENANT);
      return viewers.of(caller);
    }
    throw new Problem(ProblemType.UNAUTHORIZED, "Sign in again.");
  }

  Viewer signed(HttpServletRequest request, String path, String about) {
    var proof =
        new SignedLinks.Proof(
            parameter(request, "tenant"),
            parameter(request, "user"),
            number(parameter(request, "expires")),
            parameter(request, "signature"));
    links.check(proof, path, about);
    return viewers.of(SignedLinks.tenant(proof), SignedLinks.user(proof));
  }

  private static String parameter(HttpServletRequest request, String name) {
    var value = request.getParameter(name);
    return value == null ? "" : value;
  }

  private static long number(String digits) {
    return digits.matches("\\d{1,15}") ? Long.parseLong(digits) : 0;
  }
}
