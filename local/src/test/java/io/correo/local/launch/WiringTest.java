package io.correo.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.local.deploy.ServiceSettings;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WiringTest {
  @Test
  void hasTheFixedPortsAndFreeOnesForTheRest() {
    var wiring = Wiring.of(Map.of());

    assertThat(wiring.port(Part.GATEWAY)).isEqualTo(8080);
    assertThat(wiring.port(Part.SIMULATOR)).isEqualTo(9090);
    assertThat(wiring.port(Part.BROKER)).isEqualTo(19092);
    var ports = new HashSet<Integer>();
    for (var part : Part.values()) ports.add(wiring.port(part));
    assertThat(ports).hasSameSizeAs(Part.values()).doesNotContain(0);
  }

  @Test
  void tellsEveryoneWhereTheOthersAre() {
    var environment =
        Wiring.of(Map.of("CORREO_GATEWAY_PORT", "8181", "CORREO_SYNC_PORT", "8282")).environment();

    assertThat(environment)
        .containsEntry("CORREO_PUBLIC_URL", "http://localhost:8181")
        .containsEntry("CORREO_SYNC_URL", "http://localhost:8282")
        .containsEntry("CORREO_ISSUER_URI", "http://localhost:9090/crm")
        .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "localhost:19092")
        .containsEntry("SIMULATOR_PUSH_URL", "http://localhost:8181/webhooks/google");
  }

  @Test
  void saysEverySettingThatWouldOtherwisePointAtAFixedPort() {
    assertThat(Wiring.of(Map.of()).environment()).containsKeys(pointingHere());
  }

  private static String[] pointingHere() {
    return ServiceSettings.pointingHere().toArray(String[]::new);
  }

  @Test
  void usesTheServersItIsGiven() {
    var wiring = Wiring.of(Map.of("MONGODB_URI", "mongodb://db.example"));

    assertThat(wiring.given()).containsExactly(Part.STORE);
    assertThat(wiring.get("MONGODB_URI")).isEqualTo("mongodb://db.example");
  }
}
