package io.correo.local.launch;

import io.correo.local.engine.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What would keep the local system from starting, told before it tries: one line each.
final class Preflight {
  private static final int JAVA = 25;
  private static final long DISK = 2L << 30;

  private Preflight() {}

  /// @param disk a directory on the disk that will be written to
  static List<String> problems(Wiring wiring, Path disk) {
    var problems = new ArrayList<String>();
    var java = Runtime.version().feature();
    if (java < JAVA) problems.add("This is Java " + java + "; Correo needs a JDK " + JAVA + ".");
    for (var part : Part.values()) {
      if (wiring.given().contains(part) || part.portVariable().isEmpty()) continue;
      if (!Ports.isFree(wiring.port(part))) {
        problems.add(
            "Port %d (%s) is in use: stop what listens there, or set %s to another port."
                .formatted(wiring.port(part), part.label(), part.portVariable()));
      }
    }
    try {
      var left = Files.getFileStore(disk).getUsableSpace();
      if (left < DISK) {
        problems.add(
            "Only %d MB are free on the disk of %s; 2048 are needed.".formatted(left >> 20, disk));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return problems;
  }
}
