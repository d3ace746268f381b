package io.correo.local.engine;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A JVM that runs [Engines]. It ends when it is closed, and also when this JVM dies: its standard
/// input is the rope between the two.
public final class EngineProcess implements AutoCloseable {
  private static final long START_SECONDS = 120;

  private static final List<String> FLAGS =
      List.of(
          "-Xmx512m",
          // Store and search node share netty: the second must not set what the first has read.
          "-Dopensearch.set.netty.runtime.available.processors=false",
          "-Dlog4j2.configurationFile=classpath:io/correo/local/engine/engines-log4j2.xml");

  private final Process process;
  private final PrintStream orders;
  private final Path log;
  private final Map<Engine, CompletableFuture<String>> addresses = new EnumMap<>(Engine.class);

  private EngineProcess(Process process, Path log) {
    this.process = process;
    this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.log = log;
    for (var engine : Engine.values()) addresses.put(engine, new CompletableFuture<>());
    Thread.ofVirtual().name("engines-output").start(this::listen);
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
  }

  /// Starts the JVM with no engine in it yet.
  ///
  /// @param log where its complaints go
  /// @param environment added to this JVM's own
  public static EngineProcess open(Path log, Map<String, String> environment) {
    var builder =
        new ProcessBuilder(command(QuickJvm.TRUSTING, List.of("--with-parent")))
            .redirectError(ProcessBuilder.Redirect.to(log.toFile()));
    builder.environment().putAll(environment);
    try {
      return new EngineProcess(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The command line of a JVM that runs [Engines].
  ///
  /// @param flags more flags for the JVM
  /// @param arguments for [Engines]
  public static List<String> command(List<String> flags, List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(QuickJvm.FLAGS);
    command.addAll(FLAGS);
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath(), "io.correo.local.engine.Engines"));
    command.addAll(arguments);
    return command;
  }

  /// Starts engines on the given ports (0: any free one) and waits until they answer. An engine
  /// that runs already stays as it is.
  ///
  /// @return their addresses, as [Engine#setting()] wants them
  public Map<Engine, String> start(Map<Engine, Integer> ports) {
    ports.forEach(
        (engine, port) -> {
          if (!address(engine).isDone()) orders.println("start " + engine.word() + " " + port);
        });
    var started = new EnumMap<Engine, String>(Engine.class);
    for (var engine : ports.keySet()) started.put(engine, await(engine));
    return started;
  }

  /// The process itself: for signals.
  public Process process() {
    return process;
  }

  @Override
  public void close() {
    orders.close();
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private CompletableFuture<String> address(Engine engine) {
    return Objects.requireNonNull(addresses.get(engine));
  }

  private String await(Engine engine) {
    try {
      return address(engine).get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "The local " + engine.word() + " did not start: " + e.getCause() + "; see " + log, e);
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "The local " + engine.word() + " is not up after " + START_SECONDS + " s; see " + log, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the local engines start", e);
    }
  }

  private void listen() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(this::hear);
    } catch (UncheckedIOException | IOException e) {
      // The stream breaks when the process is killed; what follows says so to whoever waits.
    }
    var gone = new IllegalStateException("the process of the local engines ended");
    addresses.values().forEach(address -> address.completeExceptionally(gone));
  }

  private void hear(String line) {
    var words = line.split(" ", 3);
    if (words.length == 3 && words[0].equals("started")) {
      address(Engine.named(words[1])).complete(words[2]);
    } else if (words.length == 3 && words[0].equals("failed")) {
      address(Engine.named(words[1])).completeExceptionally(new IllegalStateException(words[2]));
    }
  }

  private static String classPath() {
    try (InputStream jars = EngineProcess.class.getResourceAsStream("engines.classpath")) {
      if (jars == null) {
        throw new IllegalStateException("engines.classpath is missing: build the module `local`");
      }
      var own =
          Path.of(EngineProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      var all = own + File.pathSeparator + new String(jars.readAllBytes(), StandardCharsets.UTF_8);
      checkPresent(all);
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void checkPresent(String classPath) {
    for (var jar : classPath.split(File.pathSeparator)) {
      if (!Files.exists(Path.of(jar))) {
        throw new IllegalStateException(jar + " is gone: build the module `local` again");
      }
    }
  }
}
