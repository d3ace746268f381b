package io.correo.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {
  private static final Map<String, String> FREE =
      Map.of("CORREO_GATEWAY_PORT", "0", "CORREO_SIMULATOR_PORT", "0", "CORREO_KAFKA_PORT", "0");

  @TempDir private Path disk;

  @Test
  void findsNothingWrongOnAFreeMachine() {
    assertThat(Preflight.problems(Wiring.of(FREE), disk)).isEmpty();
  }

  @Test
  void namesThePortInUseAndTheVariableThatChangesIt() throws Exception {
    try (var other = new ServerSocket(0)) {
      var environment = new HashMap<>(FREE);
      environment.put("CORREO_GATEWAY_PORT", String.valueOf(other.getLocalPort()));

      assertThat(Preflight.problems(Wiring.of(environment), disk))
          .containsExactly(
              "Port %d (gateway) is in use: stop what listens there, or set CORREO_GATEWAY_PORT to another port."
                  .formatted(other.getLocalPort()));
    }
  }

  @Test
  void leavesThePortOfAnEngineAloneThatRunsElsewhere() throws Exception {
    try (var other = new ServerSocket(0)) {
      var environment = new HashMap<>(FREE);
      environment.put("CORREO_KAFKA_PORT", String.valueOf(other.getLocalPort()));
      environment.put("KAFKA_BOOTSTRAP_SERVERS", "kafka.example:9092");

      assertThat(Preflight.problems(Wiring.of(environment), disk)).isEmpty();
    }
  }

  @Test
  void refusesAPortThatIsNone() {
    assertThatThrownBy(() -> Wiring.of(Map.of("CORREO_GATEWAY_PORT", "http")))
        .hasMessage("CORREO_GATEWAY_PORT must be a port, and is \"http\".");
  }
}
