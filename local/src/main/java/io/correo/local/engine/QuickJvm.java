package io.correo.local.engine;

import java.util.List;

/// How a JVM is started that has to be up soon and need not be fast for long.
public final class QuickJvm {
  /// One thread collects, the first compiler is the only one. What the JVM would reserve by itself
  /// for classes and for compiled code is so little that a start fills it, and each time it grows,
  /// or a seventh of the latter is filled, the whole heap is collected. Large pages, which only
  /// Linux knows, spare some of the many page faults of a heap that is new. Who is out of memory
  /// ends: whoever lost a thread to that neither works nor dies.
  public static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:MetaspaceSize=192m",
          "-XX:ReservedCodeCacheSize=128m",
          "-XX:SweeperThreshold=50",
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-XX:+UseTransparentHugePages",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-XX:+ExitOnOutOfMemoryError");

  /// For a JVM without a cache of its start, which would have them verified: classes are taken as
  /// the compiler wrote them. It spares a twelfth of the work of a start.
  public static final List<String> TRUSTING =
      List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote");

  private QuickJvm() {}
}
