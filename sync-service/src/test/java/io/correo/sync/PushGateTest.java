package io.correo.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.sync.world.Http;
import io.correo.sync.world.World;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/// Pushes that are many, or slow, at a deployment that takes two at a time.
class PushGateTest {
  private static final World world = World.started();
  private static ConfigurableApplicationContext narrow;
  private static int port;

  @BeforeAll
  static void open() {
    narrow = world.another("--CORREO_SYNC_PUSHES_AT_A_TIME=2", "--CORREO_SYNC_PUSH_DAWDLING=1s");
    port = narrow.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  @AfterAll
  static void close() {
    narrow.close();
  }

  @Test
  void asksToComeBackWhenAsManyAreOpenAsItTakes() throws IOException {
    try (var one = new SlowPush();
        var other = new SlowPush()) {
      await().until(() -> push() == 503);

      assertThat(service().post("/webhooks/microsoft", "{}").header("Retry-After")).isEqualTo("1");

      one.finish();
      other.finish();
      assertThat(one.status()).isEqualTo(202);
      assertThat(other.status()).isEqualTo(202);
    }
    await().until(() -> push() == 202);
  }

  @Test
  void letsGoOfAPushThatStopsInTheMiddle() throws IOException {
    try (var stalled = new SlowPush()) {
      assertThat(stalled.status()).isEqualTo(408);
    }
    await().until(() -> push() == 202);
  }

  @Test
  void letsGoOfAPushWhoseSenderIsGone() throws IOException {
    for (var times = 0; times < 3; times++) {
      try (var gone = new SlowPush()) {
        gone.send(" ");
      }
    }
    await().until(() -> push() == 202);
  }

  private static int push() {
    return service().post("/webhooks/microsoft", "{\"value\":[]}").status();
  }

  private static Http service() {
    return world.at("http://localhost:" + port);
  }

  /// A push of which the beginning has arrived.
  private static final class SlowPush implements AutoCloseable {
    private static final String BODY = "{\"value\":[]}";
    private final Socket socket = new Socket("localhost", port);

    SlowPush() throws IOException {
      send(
          "POST /webhooks/microsoft HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Content-Length: %d\r\n\r\n%s".formatted(BODY.length(), BODY.substring(0, 1)));
    }

    void finish() throws IOException {
      send(BODY.substring(1));
    }

    void send(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    int status() throws IOException {
      var line = new byte["HTTP/1.1 200".length()];
      socket.getInputStream().readNBytes(line, 0, line.length);
      return Integer.parseInt(new String(line, StandardCharsets.US_ASCII).substring(9));
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
