package io.correo.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files of the contract that stand in the jar. `-Dcorreo.freeze=true` writes those that are
/// missing or may change; a released sample never does.
final class FrozenFiles {
  private static final Path ROOT = Path.of("src/main/resources/io/correo/events");
  private static final boolean FREEZE = Boolean.getBoolean("correo.freeze");

  private FrozenFiles() {}

  static void assertSame(String file, String text) throws IOException {
    var path = ROOT.resolve(file);
    if (FREEZE) {
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    }
    assertThat(path)
        .as("the contract changed: is it compatible? Then freeze it with -Dcorreo.freeze=true")
        .exists()
        .hasContent(text);
  }

  static String read(String file) throws IOException {
    return Files.readString(ROOT.resolve(file));
  }
}
