package io.correo.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSystemTest {
  private static final Layout TWO =
      new Layout(
          List.of(
              new Layout.Group("services", List.of(Part.SYNC, Part.MAILBOX), List.of("-Xmx64m")),
              new Layout.Group("gateway", List.of(Part.GATEWAY), List.of("-Xmx64m"))));

  @TempDir private Path directory;
  private FakeHome home;
  private ServerSocket engine;

  @BeforeEach
  void build() throws IOException {
    engine = new ServerSocket(0);
    home = new FakeHome(directory);
    for (var part : List.of(Part.SYNC, Part.MAILBOX, Part.GATEWAY)) home.build(part, "");
  }

  @AfterEach
  void closeEngine() throws IOException {
    engine.close();
  }

  @Test
  void startsEveryPartAndStopsIt() {
    RunningPart gateway;
    try (var system = LocalSystem.start(TWO, environment())) {
      gateway = system.part("gateway");

      assertThat(system.gatewayUrl()).isEqualTo("http://localhost:" + gateway.port());
      assertThat(system.part("sync").pid()).isEqualTo(system.part("mailbox").pid());
      assertThat(system.part("sync").log()).content().contains("hello from SyncService");
    }
    assertThat(gateway.isAlive()).isFalse();
  }

  @Test
  void startsAKilledPartAgainOnItsPort() throws Exception {
    try (var system = LocalSystem.start(TWO, environment())) {
      var gateway = system.part("gateway");
      var before = gateway.pid();

      gateway.kill();
      assertThat(gateway.isAlive()).isFalse();
      gateway.start();

      assertThat(gateway.pid()).isNotEqualTo(before);
      assertThat(health(gateway)).isEqualTo(200);
      assertThat(system.part("sync").isAlive()).isTrue();
    }
  }

  @Test
  void pausesAPartAndLetsItGoOn() throws Exception {
    try (var system = LocalSystem.start(TWO, environment())) {
      var gateway = system.part("gateway");

      gateway.pause();
      assertThatThrownBy(() -> health(gateway)).isInstanceOf(HttpTimeoutException.class);
      gateway.resume();

      assertThat(health(gateway)).isEqualTo(200);
    }
  }

  @Test
  void showsTheEndOfTheLogOfAPartThatDoesNotStart() throws IOException {
    home.build(Part.MAILBOX, "if (true) throw new IllegalStateException(\"no store\");");

    assertThatThrownBy(() -> LocalSystem.start(TWO, environment()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("services ended while it started")
        .hasMessageContaining("no store");
  }

  @Test
  void namesTheModuleThatIsNotBuilt() throws IOException {
    Files.delete(directory.resolve("sync-service/target/runtime.classpath"));

    assertThatThrownBy(() -> LocalSystem.start(TWO, environment()))
        .hasMessageContaining("sync-service")
        .hasMessageContaining("is not built");
  }

  @Test
  void endsItsProcessesWhenItsOwnProcessIsKilled() throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var launcher =
        new ProcessBuilder(
            java, "-cp", System.getProperty("java.class.path"), Starter.class.getName());
    launcher.environment().putAll(environment());
    launcher.redirectError(ProcessBuilder.Redirect.INHERIT);
    var process = launcher.start();
    var pid = Long.parseLong(process.inputReader().readLine());
    assertThat(ProcessHandle.of(pid)).isPresent();

    process.destroyForcibly();

    await().atMost(Duration.ofSeconds(15)).until(() -> ProcessHandle.of(pid).isEmpty());
  }

  /// The process that is killed: prints the id of a child.
  static final class Starter {
    public static void main(String... none) throws Exception {
      System.out.println(LocalSystem.start(TWO, Map.of()).part("sync").pid());
      Thread.currentThread().join();
    }
  }

  private Map<String, String> environment() {
    var given = "localhost:" + engine.getLocalPort();
    return Map.of(
        "CORREO_HOME",
        home.root().toString(),
        "CORREO_GATEWAY_PORT",
        "0",
        "CORREO_SIMULATOR_PORT",
        "0",
        "MONGODB_URI",
        "mongodb://" + given,
        "KAFKA_BOOTSTRAP_SERVERS",
        given,
        "OPENSEARCH_URI",
        "http://" + given);
  }

  private static int health(RunningPart part) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(part.url() + "/actuator/health"));
      return http.send(request.timeout(Duration.ofSeconds(2)).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }
}
