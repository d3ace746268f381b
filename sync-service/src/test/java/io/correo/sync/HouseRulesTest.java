package io.correo.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import io.correo.service.rules.HouseRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the build refuses here.
@AnalyzeClasses(packages = "io.correo.sync", importOptions = DoNotIncludeTests.class)
class HouseRulesTest {
  @ArchTest static final ArchTests rules = ArchTests.in(HouseRules.class);

  /// Only where a provider's pushes come in is its name known.
  @Test
  void knowsNoProviderByName() throws IOException {
    try (var files = Files.walk(Path.of("src/main/java"))) {
      var sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.toString().contains("/notification/"))
              .toList();

      assertThat(sources).isNotEmpty();
      assertThat(sources)
          .allSatisfy(
              file ->
                  assertThat(code(file))
                      .noneMatch(
                          line -> line.matches("(?i).*\"[^\"]*(google|gmail|microsoft|graph).*")));
    }
  }

  private static List<String> code(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(line -> !line.startsWith("//"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
