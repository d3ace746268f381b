package io.correo.local.launch;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;

/// Spring Boot sets up what it finds on the class path. In a JVM of several services that is the
/// sum of all, so each service is told to leave out what only others brought.
final class AutoConfigurations {
  private static final String IMPORTS =
      "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports";

  /// Jar (by file name, for there may be copies) and what it brings.
  private final Map<String, Set<String>> brought;

  private AutoConfigurations(Map<String, Set<String>> brought) {
    this.brought = brought;
  }

  static AutoConfigurations of(String classPath) {
    return new AutoConfigurations(
        entries(classPath).stream()
            .collect(
                Collectors.toMap(
                    AutoConfigurations::name, AutoConfigurations::imports, (one, _) -> one)));
  }

  /// @param own the class path the service has when it is alone
  Set<String> foreignTo(String own) {
    var foreign = new TreeSet<String>();
    brought.values().forEach(foreign::addAll);
    for (var entry : entries(own)) foreign.removeAll(brought.getOrDefault(name(entry), Set.of()));
    return foreign;
  }

  private static List<Path> entries(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator)).map(Path::of).toList();
  }

  /// Built modules that are not packaged are directories, all called `classes`.
  private static String name(Path entry) {
    return Files.isDirectory(entry) ? entry.toString() : entry.getFileName().toString();
  }

  private static Set<String> imports(Path entry) {
    try {
      if (Files.isDirectory(entry)) {
        var file = entry.resolve(IMPORTS);
        return Files.exists(file) ? names(Files.readString(file)) : Set.of();
      }
      try (var jar = new ZipFile(entry.toFile())) {
        var file = jar.getEntry(IMPORTS);
        if (file == null) return Set.of();
        try (var content = jar.getInputStream(file)) {
          return names(new String(content.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> names(String file) {
    return file.lines()
        .map(line -> line.replaceAll("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .collect(Collectors.toCollection(HashSet::new));
  }
}
