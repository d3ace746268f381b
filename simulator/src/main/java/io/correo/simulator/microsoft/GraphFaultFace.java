package io.correo.simulator.microsoft;

import io.correo.simulator.Wire;
import io.correo.simulator.fault.Fault;
import io.correo.simulator.fault.FaultFace;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How Microsoft says no.
@Component
class GraphFaultFace implements FaultFace {

  private final GraphApi api;
  private final UploadSessions sessions;
  private final Clock clock;

  GraphFaultFace(GraphApi api, UploadSessions sessions, Clock clock) {
    this.api = api;
    this.sessions = sessions;
    this.clock = clock;
  }

  @Override
  public boolean serves(String path) {
    return path.startsWith(GraphEndpoint.ROOT)
        || path.startsWith(UploadSessions.ROOT)
        || path.startsWith("/microsoft/");
  }

  @Override
  public @Nullable String address(HttpServletRequest request) {
    var session = request.getParameter("authtoken");
    return session != null && request.getRequestURI().startsWith(UploadSessions.ROOT)
        ? sessions.address(session)
        : api.address(request.getHeader("Authorization"));
  }

  @Override
  public void refuse(HttpServletRequest request, HttpServletResponse response, Fault fault)
      throws IOException {
    if (request.getRequestURI().startsWith("/microsoft/")) {
      var error = fault.reason().isEmpty() ? "temporarily_unavailable" : fault.reason();
      var description = "AADSTS90033: A transient error has occurred.";
      Wire.answer(
          response,
          fault.status(),
          Map.of("error", error, "error_description", description, "error_codes", List.of(90033)));
    } else {
      var refusal = GraphException.scripted(fault.status(), fault.reason(), fault.retryAfter());
      GraphEndpoint.write(response, GraphAnswer.of(refusal, clock.instant()));
    }
  }
}
