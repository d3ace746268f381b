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

/// Runs the local system once, on free ports, as a user would see it, to make the next starts
/// faster: `./run` does this after it has built something.
public final class TrialRun {
  private static final Map<String, String> PORTS =
      Map.of("CORREO_GATEWAY_PORT", "0", "CORREO_SIMULATOR_PORT", "0", "CORREO_KAFKA_PORT", "0");

  private TrialRun() {}

  /// Does nothing when all caches are there, or none is possible because a module is not packaged.
  static void make() {
    var environment = new HashMap<>(PORTS);
    for (var engine : List.of(Part.STORE, Part.BROKER, Part.SEARCH_NODE)) {
      environment.put(engine.urlVariable(), "");
    }
    var system = LocalSystem.recording(Layout.together(), environment);
    try (system) {
      if (system.caches().stream().noneMatch(AotCache::isMissing)) return;
      system.launch();
      system.awaitHealthy();
      var demo = new DemoConnections(system.gatewayUrl(), system.simulatorUrl(), _ -> {});
      demo.connectAll();
      demo.awaitFirstMail();
    }
    learnFrom(system);
  }

  /// Makes the caches that are missing, of what a system recorded that has been used and closed.
  public static void learnFrom(LocalSystem closed) {
    var missing = closed.caches().stream().filter(AotCache::isMissing).toList();
    if (missing.isEmpty()) return;
    var log = closed.logs().resolve("caches.log");
    try (var threads = Executors.newFixedThreadPool(2)) {
      missing.forEach(cache -> threads.execute(() -> cache.create(log)));
    }
    forgetOthers(closed.caches());
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
