package io.correo.local.engine;

import io.correo.local.store.StoreEngine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A process that holds engines.
///
/// ```
/// Engines [--store PORT] [--broker PORT] [--search PORT] [--data DIR] [--with-parent]
/// ```
///
/// Port 0 is any free one. For each engine it prints `started NAME ADDRESS` (or `failed NAME WHY`),
/// then `engines ready`. On standard input it takes `start NAME PORT`; with `--with-parent` the end
/// of standard input ends the process, so that it never outlives who started it. `--data` keeps
/// what broker and search node write, for a start after a kill; without it everything is forgotten.
public final class Engines {
  private final DataDirectory data;
  private final Set<Engine> asked = ConcurrentHashMap.newKeySet();

  private Engines(DataDirectory data) {
    this.data = data;
  }

  /// @param arguments see the class
  public static void main(String... arguments) throws IOException, InterruptedException {
    var ports = new EnumMap<Engine, Integer>(Engine.class);
    var withParent = false;
    Path kept = null;
    for (var i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--with-parent" -> withParent = true;
        case "--data" -> kept = Path.of(arguments[++i]);
        default ->
            ports.put(Engine.named(arguments[i].substring(2)), Integer.valueOf(arguments[++i]));
      }
    }
    var engines = new Engines(DataDirectory.open(kept));
    engines.startAll(ports);
    say("engines ready");
    engines.obey(withParent);
  }

  private void startAll(Map<Engine, Integer> ports) throws InterruptedException {
    var starting = new ArrayList<Thread>();
    ports.forEach((engine, port) -> starting.add(startAside(engine, port)));
    for (var thread : starting) thread.join();
  }

  private Thread startAside(Engine engine, int port) {
    return Thread.ofPlatform().name("start-" + engine.word()).start(() -> start(engine, port));
  }

  private void start(Engine engine, int port) {
    if (!asked.add(engine)) return;
    try {
      say("started " + engine.word() + " " + launch(engine, port));
    } catch (RuntimeException | Error e) {
      e.printStackTrace(System.err);
      say("failed " + engine.word() + " " + e.toString().lines().findFirst().orElse(""));
    }
  }

  private String launch(Engine engine, int port) {
    if (Boolean.parseBoolean(System.getenv("CORREO_TEST_CONTAINERS"))) {
      return Containers.start(engine);
    }
    return engine.address(
        switch (engine) {
          case STORE -> StoreEngine.start(port).port();
          case BROKER -> KafkaEngine.start(port, data.resolve(engine.word())).port();
          case SEARCH -> SearchEngine.start(port, data.resolve(engine.word())).port();
        });
  }

  private void obey(boolean withParent) throws IOException, InterruptedException {
    var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (var order = orders.readLine(); order != null; order = orders.readLine()) {
      var words = List.of(order.split(" "));
      if (words.size() == 3 && words.get(0).equals("start")) {
        startAside(Engine.named(words.get(1)), Integer.parseInt(words.get(2)));
      }
    }
    if (withParent) {
      data.forget();
      // The parent is gone and with it everyone who could read what an orderly stop would save.
      Runtime.getRuntime().halt(0);
    }
    Thread.currentThread().join();
  }

  private static synchronized void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
