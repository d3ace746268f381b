package io.correo.mailbox.content;

import io.correo.mailbox.signed.SignedLinks;
import io.correo.mailbox.visibility.Viewer;
import io.correo.mailbox.visibility.Viewers;
import io.correo.service.caller.Caller;
import io.correo.service.caller.CallerClaims;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;

/// Who asks for what a browser may fetch by itself: the user a link is signed for, or the bearer of
/// a token.
@Component
class Requester {
  private static final String BEARER = "Bearer ";

  private final Viewers viewers;
  private final SignedLinks links;
  private final CallerClaims claims;
  private final JwtDecoder tokens;

  Requester(Viewers viewers, SignedLinks links, CallerClaims claims, JwtDecoder tokens) {
    this.viewers = viewers;
    this.links = links;
    this.claims = claims;
    this.tokens = tokens;
  }

  /// @throws Problem 401 without either, 403 when the link is not valid
  Viewer of(HttpServletRequest request) {
    if (request.getParameter("signature") != null) {
      return signed(request, request.getRequestURI(), "");
    }
    var caller = claims.read(token(request));
    if (!caller.has(Caller.READ)) caller.require(Caller.READ_TENANT);
    return viewers.of(caller);
  }

  // The filters leave tokens on these paths alone, because a signature may stand for one.
  private Jwt token(HttpServletRequest request) {
    var header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw new Problem(ProblemType.UNAUTHORIZED, "Sign in again.");
    }
    try {
      return tokens.decode(header.substring(BEARER.length()).strip());
    } catch (JwtException refused) {
      var problem = new Problem(ProblemType.UNAUTHORIZED, "Sign in again.");
      problem.initCause(refused);
      throw problem;
    }
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
