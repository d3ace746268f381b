package io.correo.local.launch;

import io.correo.local.demo.DemoConnections;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// Starts the local system once, on free ports, as a user would see it, to make the next starts
/// faster: `./run` does this after it has built something.
final class TrialRun {
  private static final Map<String, String> PORTS =
      Map.of("CORREO_GATEWAY_PORT", "0", "CORREO_SIMULATOR_PORT", "0", "CORREO_KAFKA_PORT", "0");

  private TrialRun() {}

  /// Does nothing when all caches are there.
  static void make() {
    var environment = new HashMap<>(PORTS);
    for (var engine : List.of(Part.STORE, Part.BROKER, Part.SEARCH_NODE)) {
      environment.put(engine.urlVariable(), "");
    }
    var system = LocalSystem.recording(Layout.together(), environment);
    var caches = system.caches();
    if (caches.stream().allMatch(AotCache::exists)) return;
    try (system) {
      system.launch();
      system.awaitHealthy();
      var demo = new DemoConnections(system.gatewayUrl(), system.simulatorUrl(), _ -> {});
      demo.connectAll();
      demo.awaitFirstMail();
    }
    var log = system.logs().resolve("caches.log");
    try (var threads = Executors.newFixedThreadPool(2)) {
      caches.forEach(cache -> threads.execute(() -> cache.create(log)));
    }
    forgetOthers(caches);
  }

  private static void forgetOthers(List<AotCache> caches) {
    var current = caches.stream().map(AotCache::file).collect(Collectors.toSet());
    try (var files = Files.list(caches.getFirst().file().getParent())) {
      for (var file : files.filter(file -> !current.contains(file)).toList()) Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
