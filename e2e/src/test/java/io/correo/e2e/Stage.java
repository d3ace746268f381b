package io.correo.e2e;

import io.correo.e2e.client.Crm;
import io.correo.e2e.client.World;
import io.correo.e2e.convergence.Convergence;
import io.correo.local.demo.DemoConnections;
import io.correo.local.demo.DemoMailbox;
import io.correo.local.launch.Layout;
import io.correo.local.launch.LocalSystem;
import io.correo.local.launch.Part;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The whole of Correo with a simulated world around it.
public final class Stage implements AutoCloseable {
  /// The lock of who must have all of its processes running (READ), or strikes them.
  static final String PROCESSES = "the stage's processes";

  /// Free ports, no limit that a test would meet by asking fast, and little time to take back what
  /// is deleted for ever.
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "CORREO_GATEWAY_PORT", "0",
          "CORREO_SIMULATOR_PORT", "0",
          "CORREO_KAFKA_PORT", "0",
          "CORREO_LIMIT_REQUESTS", "1000000",
          "CORREO_UNDO_DELETE", "2s");

  private static @Nullable Stage shared;

  private final String gateway;
  private final String simulator;
  private final String kafka;
  private final @Nullable LocalSystem system;
  private final World world;
  private final Map<String, Crm> signedIn = new ConcurrentHashMap<>();

  private Stage(String gateway, String simulator, String kafka, @Nullable LocalSystem system) {
    this.gateway = gateway;
    this.simulator = simulator;
    this.kafka = kafka;
    this.system = system;
    this.world = new World(simulator);
  }

  /// One for all tests that only add to it, demo mailboxes connected; stopped with the JVM. Each
  /// process that [Chaos] strikes is a JVM of its own. A system that runs already is used when
  /// `CORREO_E2E_GATEWAY`, `CORREO_E2E_SIMULATOR` and `CORREO_E2E_KAFKA` name it.
  public static synchronized Stage shared() {
    var stage = shared;
    if (stage == null) {
      var running = System.getenv("CORREO_E2E_GATEWAY");
      stage =
          running == null
              ? open(Layout.together().splitOff(Chaos.victims()), Map.of())
              : new Stage(
                  running,
                  System.getenv("CORREO_E2E_SIMULATOR"),
                  System.getenv("CORREO_E2E_KAFKA"),
                  null);
      stage.connectAll();
      shared = stage;
    }
    return stage;
  }

  /// One of one's own, nothing connected yet.
  static Stage open(Layout layout, Map<String, String> environment) {
    var all = new HashMap<>(DEFAULTS);
    all.putAll(environment);
    var system = LocalSystem.start(layout, all);
    return new Stage(system.gatewayUrl(), system.simulatorUrl(), system.kafka(), system);
  }

  /// One more sync-service on the same store and broker, of which the gateway does not know.
  LocalSystem anotherSync() {
    var environment = new HashMap<>(system().environment());
    environment.putAll(Map.of("CORREO_SYNC_PORT", "0", "CORREO_SYNC_URL", ""));
    var alone = new Layout.Group("another-sync", List.of(Part.SYNC), List.of("-Xmx256m"));
    return LocalSystem.start(new Layout(List.of(alone)), environment);
  }

  void connectAll() {
    connections().connectAll();
    connections().awaitFirstMail();
  }

  /// @return the mailbox's id
  String connect(DemoMailbox mailbox) {
    return connections().connect(mailbox);
  }

  private DemoConnections connections() {
    return new DemoConnections(gateway, simulator, _ -> {});
  }

  /// Whether its processes are ours: to be killed and started.
  boolean isOurs() {
    return system != null;
  }

  /// Its processes.
  LocalSystem system() {
    return Objects.requireNonNull(system, "this stage was not started here");
  }

  public World world() {
    return world;
  }

  /// The gateway, without a slash at the end.
  public String url() {
    return gateway;
  }

  /// Signs in once; whoever comes later goes on with the same token.
  public Crm as(String user) {
    return signedIn.computeIfAbsent(user, it -> new Crm(gateway, world.token(it)));
  }

  Convergence convergence(String user) {
    return new Convergence(world, as(user), kafka);
  }

  @Override
  public void close() {
    if (system != null) system.close();
  }
}
