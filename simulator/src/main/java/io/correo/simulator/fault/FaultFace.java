package io.correo.simulator.fault;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// How one provider refuses, so that a scripted refusal looks like a real one.
public interface FaultFace {

  boolean serves(String path);

  /// Whose mailbox the request is about; null when that cannot be told.
  @Nullable String address(HttpServletRequest request);

  void refuse(HttpServletRequest request, HttpServletResponse response, Fault fault)
      throws IOException;
}
