package io.correo.benchmarks.world;

import io.correo.benchmarks.measure.Extent;
import io.correo.e2e.client.Crm;
import io.correo.e2e.client.World;
import io.correo.local.demo.DemoConnections;
import io.correo.local.demo.DemoMailbox;
import io.correo.local.launch.Layout;
import io.correo.local.launch.LocalSystem;
import io.correo.local.launch.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A Correo of a measure's own with an empty simulated world: nobody's mail but the measure's.
public final class Stage implements AutoCloseable {
  private static final Path LOGS = Path.of("benchmarks", "target", "logs").toAbsolutePath();

  /// Units no measure can spend, and that stay within an int when shares of them are taken.
  private static final String NO_QUOTA = "2000000";

  private static final Map<String, String> SETTINGS =
      Map.of(
          "CORREO_GATEWAY_PORT", "0",
          "CORREO_SIMULATOR_PORT", "0",
          "CORREO_KAFKA_PORT", "0",
          "CORREO_LIMIT_REQUESTS", "100000000",
          "SIMULATOR_DEMO", "false",
          "SIMULATOR_UNITS_PER_MINUTE", NO_QUOTA,
          "GOOGLE_UNITS_PER_MINUTE", NO_QUOTA);

  private final LocalSystem system;
  private final World world;
  private final DemoConnections connections;

  private Stage(LocalSystem system) {
    this.system = system;
    this.world = new World(system.simulatorUrl());
    this.connections = new DemoConnections(system.gatewayUrl(), system.simulatorUrl(), _ -> {});
  }

  /// @param settings more of them, or others than this class's own
  public static Stage open(Layout layout, Map<String, String> settings) {
    var all = new HashMap<>(SETTINGS);
    all.putAll(settings);
    try {
      all.put("CORREO_LOGS", Files.createDirectories(LOGS).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Stage(LocalSystem.start(layout, all));
  }

  /// As `./run` starts it, with room to work in. Also with its quick compiler: on two cores the
  /// optimising one would still take a third of them for itself after ten minutes.
  public static Layout whole() {
    var groups = new ArrayList<Layout.Group>();
    for (var group : Layout.together().groups()) {
      groups.add(new Layout.Group(group.name(), group.parts(), List.of("-Xmx2g")));
    }
    return new Layout(groups);
  }

  /// Only these parts, each in a JVM of its own, with the optimising compiler unless it is short.
  ///
  /// @param heaps by part, as `-Xmx` takes them
  public static Layout only(Map<Part, String> heaps, Extent extent) {
    var level = "-XX:TieredStopAtLevel=" + extent.pick(4, 1);
    var groups = new ArrayList<Layout.Group>();
    heaps.forEach(
        (part, heap) ->
            groups.add(
                new Layout.Group(part.label(), List.of(part), List.of("-Xmx" + heap, level))));
    return new Layout(groups);
  }

  public LocalSystem system() {
    return system;
  }

  public World world() {
    return world;
  }

  /// Pushes are the measure's to send, or nobody's.
  public void silenceProvider() {
    world.http().send("PUT", "/_sim/push", Map.of("url", "")).ok();
  }

  /// Makes somebody who may sign in.
  ///
  /// @return the CRM as this user sees it
  public Crm user(String id, String tenant) {
    var user =
        Map.of("tenant", tenant, "name", id, "addresses", List.of(id + "@" + tenant + ".example"));
    world.http().send("PUT", "/_sim/crm/users/" + id, user).ok();
    return new Crm(system.gatewayUrl(), world.token(id));
  }

  /// Makes a mailbox that nobody has connected yet.
  public void mailbox(String address) {
    world.http().post("/_sim/mailboxes", Map.of("address", address, "provider", "google"));
  }

  /// Connects it over the consent page.
  ///
  /// @return its id
  public String connect(String user, String address) {
    return connections.connect(new DemoMailbox(user, "google", address));
  }

  @Override
  public void close() {
    system.close();
  }
}
