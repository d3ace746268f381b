package io.correo.local.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Broker, store and search node for tests: each is started when it is first asked for, once per
/// JVM, in one child process that ends with this JVM, however this JVM ends.
///
/// A server named by `MONGODB_URI`, `KAFKA_BOOTSTRAP_SERVERS` or `OPENSEARCH_URI` is used instead.
/// With `CORREO_TEST_CONTAINERS=true` the child starts containers (a Docker engine is needed).
/// All tests of a JVM share the engines: give databases, topics and indexes names of your own where
/// that matters.
public final class LocalEngines {
  private static final Map<Engine, String> given = given(System.getenv());
  private static @Nullable EngineProcess process;

  private LocalEngines() {}

  /// `mongodb://localhost:port`, started if need be; no database name in it.
  public static String store() {
    return settings(Engine.STORE).get(Engine.STORE.setting()) + "";
  }

  /// `localhost:port`, started if need be. Topics are created when first used, with 6 partitions;
  /// Correo's own topics exist from the start.
  public static String broker() {
    return settings(Engine.BROKER).get(Engine.BROKER.setting()) + "";
  }

  /// `http://localhost:port`, started if need be.
  public static String search() {
    return settings(Engine.SEARCH).get(Engine.SEARCH.setting()) + "";
  }

  /// Starts several at once, which is faster than one after the other, and gives each address under
  /// the name services read it by ([Engine#setting()]): ready to be registered as properties.
  public static Map<String, String> settings(Engine... engines) {
    var missing = new EnumMap<Engine, Integer>(Engine.class);
    for (var engine : engines) {
      if (!given.containsKey(engine)) missing.put(engine, 0);
    }
    var settings = new LinkedHashMap<String, String>();
    var started = missing.isEmpty() ? Map.<Engine, String>of() : start(missing);
    for (var engine : engines) {
      settings.put(engine.setting(), started.getOrDefault(engine, given.getOrDefault(engine, "")));
    }
    return settings;
  }

  private static synchronized Map<Engine, String> start(Map<Engine, Integer> missing) {
    var running = process;
    if (running == null) {
      running = EngineProcess.open(log(), Map.of());
      process = running;
    }
    return running.start(missing);
  }

  private static Path log() {
    try {
      var target = Path.of("target");
      if (Files.isDirectory(target)) return target.resolve("engines.log");
      return Files.createTempFile("correo-engines", ".log");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<Engine, String> given(Map<String, String> environment) {
    var given = new EnumMap<Engine, String>(Engine.class);
    for (var engine : Engine.values()) {
      var address = environment.getOrDefault(engine.setting(), "");
      if (!address.isBlank()) given.put(engine, address);
    }
    return given;
  }
}
