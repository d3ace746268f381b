package io.correo.local.launch;

import io.correo.local.engine.DataDirectory;
import io.correo.local.engine.EngineProcess;
import io.correo.local.engine.QuickJvm;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The whole of Correo, running as child processes of this JVM. They end with it.
///
/// ```java
/// try (var correo = LocalSystem.start(Layout.apart(), Map.of("CORREO_GATEWAY_PORT", "0"))) {
///   correo.part("sync").kill();
///   correo.part("sync").start();
/// }
/// ```
public final class LocalSystem implements AutoCloseable {
  private static final Duration HEALTHY = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(8);
  private static final Duration STOP_AND_RECORD = Duration.ofMinutes(3);

  private final Wiring wiring;
  private final Map<Part, Jvm> jvms = new EnumMap<>(Part.class);
  private final List<Jvm> distinct = new ArrayList<>();
  private final Home home;
  private final DataDirectory data = DataDirectory.open(null);
  private final List<AotCache> caches = new ArrayList<>();

  private LocalSystem(Layout layout, Map<String, String> environment, boolean recording) {
    this.home = Home.find(environment);
    this.wiring = Wiring.of(environment);
    for (var group : layout.groups()) {
      var parts = group.parts().stream().filter(part -> !wiring.given().contains(part)).toList();
      if (parts.isEmpty()) continue;
      var running = new Layout.Group(group.name(), parts, group.flags());
      var cache = AotCache.of(home.work("aot"), group.name(), command(running));
      var mayRecord = recording && cache.isPossible();
      if (mayRecord) caches.add(cache);
      var jvm =
          new Jvm(
              group.name(),
              mayRecord ? cache.recording() : cache.using(),
              withHome(wiring.environment()),
              logs().resolve(group.name() + ".log"));
      distinct.add(jvm);
      for (var part : parts) jvms.put(part, jvm);
    }
  }

  /// Starts everything and waits until each part says it is healthy.
  ///
  /// @param environment added to this process's own: `CORREO_GATEWAY_PORT`, `CORREO_SIMULATOR_PORT`
  ///     and `CORREO_KAFKA_PORT` (0 for a free one), and any setting of a service
  /// @throws IllegalStateException when a part does not come up, with the end of its log
  public static LocalSystem start(Layout layout, Map<String, String> environment) {
    var system = prepare(layout, environment);
    try {
      system.launch();
      system.awaitHealthy();
      return system;
    } catch (RuntimeException | Error e) {
      system.close();
      throw e;
    }
  }

  /// Decides ports and commands, and starts nothing yet.
  static LocalSystem prepare(Layout layout, Map<String, String> environment) {
    return new LocalSystem(layout, withOwn(environment), false);
  }

  /// The same, recording for [#caches()].
  static LocalSystem recording(Layout layout, Map<String, String> environment) {
    return new LocalSystem(layout, withOwn(environment), true);
  }

  private static Map<String, String> withOwn(Map<String, String> environment) {
    var all = new HashMap<>(System.getenv());
    all.putAll(environment);
    return all;
  }

  /// The caches a recording system makes possible, once it is closed.
  List<AotCache> caches() {
    return List.copyOf(caches);
  }

  void launch() {
    for (var jvm : distinct) {
      jvm.log().toFile().delete();
      jvm.start();
    }
  }

  void awaitHealthy() {
    awaitHealthy(jvms.keySet());
  }

  void awaitHealthy(Set<Part> parts) {
    for (var part : jvms.keySet()) {
      if (parts.contains(part)) part(part.label()).awaitHealthy(HEALTHY);
    }
  }

  /// @param label `store`, `broker`, `search-node`, `simulator`, `sync`, `mailbox`, `compose`,
  ///     `crm-link`, `search` or `gateway`
  /// @throws IllegalArgumentException when this system does not run such a part
  public RunningPart part(String label) {
    var part = Part.labelled(label);
    var jvm = jvms.get(part);
    if (jvm == null) throw new IllegalArgumentException(label + " is not a process of this system");
    return new RunningPart(part, jvm, wiring.port(part));
  }

  /// The gateway, as the browser sees it, without a slash at the end.
  public String gatewayUrl() {
    return wiring.get("CORREO_PUBLIC_URL");
  }

  /// The simulator, without a slash at the end.
  public String simulatorUrl() {
    return wiring.get("CORREO_SIMULATOR_URL");
  }

  /// Bootstrap servers for outside subscribers.
  public String kafka() {
    return wiring.get("KAFKA_BOOTSTRAP_SERVERS");
  }

  /// The store, without a database name.
  public String mongo() {
    return wiring.get("MONGODB_URI");
  }

  /// The search node.
  public URI search() {
    return URI.create(wiring.get("OPENSEARCH_URI"));
  }

  /// What every process of the system was told.
  public Map<String, String> environment() {
    return wiring.environment();
  }

  /// Where each process writes what it has to say, `<name>.log`: `local/target/logs`, or the
  /// directory that `CORREO_LOGS` names.
  public Path logs() {
    var named = wiring.environment().get("CORREO_LOGS");
    return named == null ? home.work("logs") : Path.of(named);
  }

  Wiring wiring() {
    return wiring;
  }

  /// The processes that should run and do not.
  List<Jvm> dead() {
    return distinct.stream().filter(jvm -> !jvm.isAlive()).toList();
  }

  /// Stops everything: services first, then what they stand on.
  @Override
  public void close() {
    var engines = distinct.stream().filter(this::holdsEngine).toList();
    var services = distinct.stream().filter(jvm -> !holdsEngine(jvm)).toList();
    var patience = caches.isEmpty() ? STOP : STOP_AND_RECORD;
    services.forEach(Jvm::terminate);
    services.forEach(jvm -> jvm.awaitEnd(patience));
    engines.forEach(Jvm::terminate);
    engines.forEach(jvm -> jvm.awaitEnd(patience));
    data.forget();
  }

  private Map<String, String> withHome(Map<String, String> environment) {
    var all = new HashMap<>(environment);
    all.put("CORREO_HOME", home.root().toString());
    return all;
  }

  private boolean holdsEngine(Jvm jvm) {
    return jvms.entrySet().stream()
        .anyMatch(entry -> entry.getValue() == jvm && entry.getKey().engine() != null);
  }

  private List<String> command(Layout.Group group) {
    if (group.isEngines()) {
      // Outside the process, so that a broker that was killed goes on where it was.
      var files = data.resolve(group.name()).toString();
      var arguments = new ArrayList<>(List.of("--with-parent", "--data", files));
      for (var part : group.parts()) {
        var engine = Objects.requireNonNull(part.engine());
        arguments.add("--" + engine.word());
        arguments.add(String.valueOf(wiring.port(part)));
      }
      return EngineProcess.command(group.flags(), arguments);
    }
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(QuickJvm.FLAGS);
    command.addAll(
        List.of(
            "-Dfile.encoding=UTF-8",
            "-Dspring.main.banner-mode=off",
            "-Dorg.springframework.boot.logging.LoggingSystem=none",
            "-Dlogback.configurationFile=io/correo/local/launch/services-logback.xml",
            "-Dspring.jmx.enabled=false"));
    command.addAll(group.flags());
    command.addAll(
        List.of("-cp", home.classPath(group.parts()), "io.correo.local.launch.Services"));
    group.parts().forEach(part -> command.add(part.label()));
    return command;
  }
}
