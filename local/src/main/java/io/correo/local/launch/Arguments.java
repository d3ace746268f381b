package io.correo.local.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The command line of `./run`, which itself answers `--help`.
///
/// @param mail a directory of mail to fill the demo mailboxes with, or null
/// @param trial whether this is the trial run after a build: `./run` asks for it, not the user
record Arguments(@Nullable Path mail, boolean trial) {
  /// @throws IllegalArgumentException with one line for the user
  static Arguments parse(String... words) {
    Path mail = null;
    var trial = false;
    for (var i = 0; i < words.length; i++) {
      switch (words[i]) {
        case "--trial" -> trial = true;
        case "--mail" -> {
          if (++i == words.length) throw new IllegalArgumentException("--mail needs a directory.");
          mail = directory(words[i]);
        }
        default ->
            throw new IllegalArgumentException(
                "Unknown argument " + words[i] + "; ./run --help shows what there is.");
      }
    }
    return new Arguments(mail, trial);
  }

  private static Path directory(String name) {
    // The script may have gone to another directory; it says where the user stood.
    var from = Path.of(System.getProperty("correo.from", ""));
    var directory = from.resolve(name).toAbsolutePath().normalize();
    if (Files.isDirectory(directory)) return directory;
    throw new IllegalArgumentException("--mail: " + directory + " is not a directory.");
  }
}
