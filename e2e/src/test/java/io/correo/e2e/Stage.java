package io.correo.e2e;

import io.correo.e2e.client.Crm;
import io.correo.e2e.client.World;
import io.correo.e2e.convergence.Convergence;
import io.correo.local.demo.DemoConnections;
import io.correo.local.demo.DemoMailbox;
import io.correo.local.launch.Layout;
import io.correo.local.launch.LocalSystem;
import java.util.HashMap;
import java.util.Map;

/// The whole of Correo with the demo mailboxes connected.
final class Stage implements AutoCloseable {
  /// Free ports, and no limit that a test would meet by asking fast.
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "CORREO_GATEWAY_PORT", "0",
          "CORREO_SIMULATOR_PORT", "0",
          "CORREO_KAFKA_PORT", "0",
          "CORREO_LIMIT_REQUESTS", "1000000");

  private static Stage shared;

  private final LocalSystem system;
  private final World world;

  private Stage(LocalSystem system) {
    this.system = system;
    this.world = new World(system.simulatorUrl());
  }

  /// One for all tests that only add to it; stopped with the JVM.
  static synchronized Stage shared() {
    if (shared == null) {
      shared = open(Layout.together(), Map.of());
      shared.connectAll();
    }
    return shared;
  }

  /// One of one's own, nothing connected yet.
  static Stage open(Layout layout, Map<String, String> environment) {
    var all = new HashMap<>(DEFAULTS);
    all.putAll(environment);
    return new Stage(LocalSystem.start(layout, all));
  }

  void connectAll() {
    connections().connectAll();
  }

  void connect(DemoMailbox mailbox) {
    connections().connect(mailbox);
  }

  private DemoConnections connections() {
    return new DemoConnections(system.gatewayUrl(), system.simulatorUrl(), _ -> {});
  }

  LocalSystem system() {
    return system;
  }

  World world() {
    return world;
  }

  String url() {
    return system.gatewayUrl();
  }

  Crm as(String user) {
    return new Crm(system.gatewayUrl(), world.token(user));
  }

  Convergence convergence(String user) {
    return new Convergence(world, as(user), system.kafka());
  }

  @Override
  public void close() {
    system.close();
  }
}
