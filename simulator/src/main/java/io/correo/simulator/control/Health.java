package io.correo.simulator.control;

import io.correo.simulator.Wire;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Whether the simulator is there, in the words every service uses.
@RestController
class Health {

  @GetMapping("/actuator/health")
  void health(HttpServletResponse response) throws IOException {
    Wire.answer(response, 200, Map.of("status", "UP"));
  }
}
