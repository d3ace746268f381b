package io.correo.local.launch;

import io.correo.local.engine.QuickJvm;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The JDK's ahead-of-time cache of one process (JEP 483, 514): classes loaded and linked, and what
/// the compiler learned. It halves the time of a start. A trial run records it; it fits only the
/// very jars it was recorded with, so its file is named after them.
///
/// @param command of the process, without flags about caches
/// @param file where the cache is, or will be
record AotCache(List<String> command, Path file) {

  /// @param directory of the caches
  /// @param name of the process
  static AotCache of(Path directory, String name, List<String> command) {
    return new AotCache(command, directory.resolve(name + "-" + fingerprint(command) + ".aot"));
  }

  /// False when a module is not packaged: the JDK caches classes of jars only.
  boolean isPossible() {
    return jars(command).stream().noneMatch(entry -> Files.isDirectory(Path.of(entry)));
  }

  boolean exists() {
    return Files.isRegularFile(file);
  }

  /// The command with the cache; while there is none, without verifying classes.
  List<String> using() {
    if (!exists()) return with(QuickJvm.TRUSTING);
    // The JDK warns about single entries it cannot use; it goes on without them.
    return with(List.of("-XX:AOTCache=" + file, "-Xlog:disable", "-Xlog:all=error:stderr"));
  }

  /// The command of a trial run: at its end it writes down what [#create()] needs.
  List<String> recording() {
    return with(List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + record()));
  }

  /// Makes the cache from the recording. It takes some seconds.
  ///
  /// @return false when the trial run left no recording or the JDK refused it
  boolean create(Path log) {
    if (!Files.exists(record())) return false;
    // Under another name until it is whole: half a cache is worse than none.
    var unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    var create =
        with(
            List.of(
                "-XX:AOTMode=create",
                "-XX:AOTConfiguration=" + record(),
                "-XX:AOTCache=" + unfinished));
    try {
      var process =
          new ProcessBuilder(create)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      var done = process.waitFor() == 0 && Files.exists(unfinished);
      if (done) Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      Files.deleteIfExists(record());
      return done;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Path record() {
    return file.resolveSibling(file.getFileName() + ".record");
  }

  private List<String> with(List<String> flags) {
    var all = new ArrayList<>(command);
    all.addAll(1, flags);
    return all;
  }

  private static List<String> jars(List<String> command) {
    return List.of(command.get(command.indexOf("-cp") + 1).split(File.pathSeparator));
  }

  private static String fingerprint(List<String> command) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(Runtime.version().toString().getBytes(StandardCharsets.UTF_8));
      for (var entry : jars(command)) {
        var jar = Path.of(entry);
        var state = entry + Files.size(jar) + Files.getLastModifiedTime(jar);
        digest.update(state.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
