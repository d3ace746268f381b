package io.correo.simulator.control;

import io.correo.simulator.Wire;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Answers what the control API refuses.
@RestControllerAdvice(basePackageClasses = Refusal.class)
class Refusals {

  @ExceptionHandler
  void refuse(Refusal refusal, HttpServletResponse response) throws IOException {
    Wire.answer(response, refusal.status(), Map.of("error", String.valueOf(refusal.getMessage())));
  }
}
