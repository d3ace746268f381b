package io.correo.local.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where engines keep their files: a directory that is kept, or one that is deleted at the end.
public final class DataDirectory {
  private static final String PREFIX = "correo-engines-";

  private final Path root;
  private final boolean kept;

  private DataDirectory(Path root, boolean kept) {
    this.root = root;
    this.kept = kept;
  }

  /// @param kept the directory to use and keep, or null for one that is forgotten
  public static DataDirectory open(@Nullable Path kept) {
    try {
      if (kept != null) return new DataDirectory(Files.createDirectories(kept), true);
      var temporary = Path.of(System.getProperty("java.io.tmpdir"));
      sweep(temporary);
      var root = Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
      var directory = new DataDirectory(root, false);
      Runtime.getRuntime().addShutdownHook(new Thread(directory::forget));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A directory inside it, created if need be.
  public Path resolve(String name) {
    try {
      return Files.createDirectories(root.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Deletes it, unless it is kept.
  public void forget() {
    if (!kept) delete(root);
  }

  /// Deletes what processes left behind that were killed before they could.
  private static void sweep(Path temporary) throws IOException {
    List<Path> left;
    try (var entries = Files.list(temporary)) {
      left = entries.filter(entry -> entry.getFileName().toString().startsWith(PREFIX)).toList();
    }
    for (var directory : left) {
      var pid = directory.getFileName().toString().substring(PREFIX.length()).replaceAll("-.*", "");
      if (!pid.matches("\\d{1,18}") || ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
        delete(directory);
      }
    }
  }

  private static void delete(Path directory) {
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                throws IOException {
              Files.deleteIfExists(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      // An engine that is still writing may add a file meanwhile; the next start sweeps the rest.
    }
  }
}
