package io.correo.local.launch;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The source tree: where built modules lie, and where the local system may write.
///
/// @param root the directory with the modules in it
record Home(Path root) {
  private static final String VERSION = "0.1.0-SNAPSHOT";

  /// The tree that the working directory is in, or `CORREO_HOME`.
  ///
  /// @throws IllegalStateException when there is none
  static Home find(Map<String, String> environment) {
    var named = environment.get("CORREO_HOME");
    if (named != null) return new Home(Path.of(named).toAbsolutePath());
    @Nullable Path candidate = Path.of("").toAbsolutePath();
    while (candidate != null) {
      if (Files.isRegularFile(candidate.resolve("local/pom.xml"))) return new Home(candidate);
      candidate = candidate.getParent();
    }
    throw new IllegalStateException(
        "The local system is started inside its source tree; set CORREO_HOME to it.");
  }

  /// What a JVM with these parts loads: each jar once, each module's own build before an installed
  /// one.
  ///
  /// @throws IllegalStateException naming the module that is not built
  String classPath(List<Part> parts) {
    var byName = new LinkedHashMap<String, Path>();
    add(byName, jar("local"));
    for (var part : parts) add(byName, jar(part.module()));
    for (var part : parts) {
      for (var entry : read(target(part.module()).resolve("runtime.classpath"))) {
        if (!entry.isBlank()) add(byName, Path.of(entry));
      }
    }
    return String.join(File.pathSeparator, byName.values().stream().map(Path::toString).toList());
  }

  private static void add(Map<String, Path> byName, Path jar) {
    // A module of this tree that is not packaged is a directory, target/classes.
    var name = Files.isDirectory(jar) ? jar.toString() : jar.getFileName().toString();
    byName.putIfAbsent(name, jar);
  }

  /// A directory under `local/target`, created if need be.
  Path work(String name) {
    try {
      return Files.createDirectories(target("local").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path jar(String module) {
    var jar = target(module).resolve(module + "-" + VERSION + ".jar");
    if (Files.exists(jar)) return jar;
    var classes = target(module).resolve("classes");
    if (Files.exists(classes)) return classes;
    throw notBuilt(module);
  }

  private Path target(String module) {
    return root.resolve(module).resolve("target");
  }

  private List<String> read(Path classPath) {
    try {
      if (!Files.exists(classPath)) throw notBuilt(root.relativize(classPath).toString());
      return List.of(Files.readString(classPath).strip().split(File.pathSeparator));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IllegalStateException notBuilt(String what) {
    return new IllegalStateException(
        what + " is not built: run `mvn -DskipTests package` in the root, or use ./run.");
  }
}
