package io.correo.service.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class BrokerHealthTest {
  @Test
  void isDownWhenNobodyAnswersWhereTheBrokerShouldBe() throws IOException {
    int free;
    try (var socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    var health = new BrokerHealth(Map.of("bootstrap.servers", "localhost:" + free));

    assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
    health.destroy();
  }
}
