package io.correo.local.deploy;

import io.correo.local.launch.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The settings of all services, as they stand in the yaml files of this source tree.
public final class ServiceSettings {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern HERE = Pattern.compile("\\$\\{([A-Z_]+):[^}$]*localhost[^}]*}");

  private ServiceSettings() {}

  /// All files one after the other.
  static String text() {
    var all = new ArrayList<String>();
    Stream.concat(
            Stream.of("service-starter", "mail-provider"),
            Arrays.stream(Part.values()).map(Part::module).distinct())
        .map(module -> ROOT.resolve(module).resolve("src/main/resources"))
        .filter(Files::isDirectory)
        .forEach(
            resources -> {
              try (var files = Files.list(resources)) {
                for (var file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                  all.add(Files.readString(file));
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return String.join("\n", all);
  }

  /// The variables whose default is this machine: elsewhere, or on other ports, they must be said.
  public static Set<String> pointingHere() {
    return HERE.matcher(text())
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
