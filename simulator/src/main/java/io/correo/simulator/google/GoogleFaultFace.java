package io.correo.simulator.google;

import io.correo.simulator.Wire;
import io.correo.simulator.fault.Fault;
import io.correo.simulator.fault.FaultFace;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How Google says no.
@Component
class GoogleFaultFace implements FaultFace {

  private final GoogleTokens tokens;

  GoogleFaultFace(GoogleTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public boolean serves(String path) {
    return path.contains("gmail/v1") || path.startsWith("/google/") || path.startsWith("/batch");
  }

  @Override
  public @Nullable String address(HttpServletRequest request) {
    return tokens.addressOf(GmailEndpoint.bearer(request.getHeader("Authorization")));
  }

  @Override
  public void refuse(HttpServletRequest request, HttpServletResponse response, Fault fault)
      throws IOException {
    if (request.getRequestURI().startsWith("/google/")) {
      var error = fault.reason().isEmpty() ? "temporarily_unavailable" : fault.reason();
      Wire.answer(response, fault.status(), Map.of("error", error, "error_description", error));
    } else {
      var refusal = GmailException.of(fault.status(), fault.reason(), fault.retryAfterSeconds());
      GmailEndpoint.write(response, GmailAnswer.of(refusal));
    }
  }
}
