package io.correo.simulator.microsoft;

import io.correo.simulator.Wire;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Takes the ranges of upload sessions.
@RestController
class UploadEndpoint {

  private final UploadSessions sessions;
  private final Clock clock;

  UploadEndpoint(UploadSessions sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  @RequestMapping("/outlook/api/v2.0/**")
  void call(HttpServletRequest request, HttpServletResponse response) throws IOException {
    try {
      GraphEndpoint.write(response, answer(request));
    } catch (GraphException refusal) {
      GraphEndpoint.write(response, GraphAnswer.of(refusal, clock.instant()));
    }
  }

  private GraphAnswer answer(HttpServletRequest request) throws IOException {
    var id = request.getParameter("authtoken");
    if (request.getHeader("Authorization") != null || id == null) {
      // The address alone gives the right; another token beside it is refused.
      throw GraphException.unauthenticated();
    }
    return switch (request.getMethod()) {
      case "PUT" ->
          sessions.receive(id, text(request.getHeader("Content-Range")), Wire.body(request));
      case "GET" -> sessions.state(id);
      case "DELETE" -> sessions.cancel(id);
      default -> throw GraphException.of(405, "BadRequest", "The method is not allowed.");
    };
  }

  private static String text(@Nullable String header) {
    return header == null ? "" : header;
  }
}
