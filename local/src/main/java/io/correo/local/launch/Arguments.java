package io.correo.local.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The command line of `./run`.
///
/// @param mail a directory of mail to fill the demo mailboxes with, or null
/// @param help whether only the usage is wanted
record Arguments(@Nullable Path mail, boolean help) {
  static final String USAGE =
      """
      Usage: ./run [--mail DIR] [--help]

      Starts Correo on this machine: broker, store, search node, simulated providers and CRM, and the
      six services; then connects the demo mailboxes. Stops everything on Ctrl-C.

        --mail DIR   fill the demo mailboxes with the .eml and mbox files in DIR (searched recursively)
        --help       show this

      Environment:
        CORREO_GATEWAY_PORT     the web page and the API              (8080)
        CORREO_SIMULATOR_PORT   the simulated outside world           (9090)
        CORREO_KAFKA_PORT       Kafka, for subscribers                (19092)
        MONGODB_URI, KAFKA_BOOTSTRAP_SERVERS, OPENSEARCH_URI
                                use this server instead of a local one that forgets on stop
        JAVA_HOME               a JDK 25, if it is not found by itself
      """;

  /// @throws IllegalArgumentException with one line for the user
  static Arguments parse(String... words) {
    Path mail = null;
    for (var i = 0; i < words.length; i++) {
      switch (words[i]) {
        case "--help", "-h" -> {
          return new Arguments(null, true);
        }
        case "--mail" -> {
          if (++i == words.length) throw new IllegalArgumentException("--mail needs a directory.");
          mail = directory(words[i]);
        }
        default ->
            throw new IllegalArgumentException(
                "Unknown argument " + words[i] + "; ./run --help shows what there is.");
      }
    }
    return new Arguments(mail, false);
  }

  private static Path directory(String name) {
    // The script may have gone to another directory; it says where the user stood.
    var from = Path.of(System.getProperty("correo.from", ""));
    var directory = from.resolve(name).toAbsolutePath().normalize();
    if (Files.isDirectory(directory)) return directory;
    throw new IllegalArgumentException("--mail: " + directory + " is not a directory.");
  }
}
