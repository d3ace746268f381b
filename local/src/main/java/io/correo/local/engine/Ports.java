package io.correo.local.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// TCP ports of this machine.
///
/// Who is given a free one listens on it only later. So none is of those the system hands out by
/// itself, where any connection from here to somewhere could take it meanwhile; and they are chosen
/// at random, so that two who choose at the same time rarely choose the same. Those that only an
/// engine itself knows are none that somebody else was given.
public final class Ports {
  private static final int LOWEST_INNER = 12_000;
  private static final int LOWEST = 15_000;
  // Linux hands out 32,768 and higher ones, others 49,152 and higher.
  private static final int BEYOND = 32_000;

  private Ports() {}

  /// A port that nobody listens on at this moment.
  public static int free() {
    return free(1).getFirst();
  }

  /// Different ports that nobody listens on at this moment.
  public static List<Integer> free(int count) {
    return free(count, LOWEST, BEYOND);
  }

  /// A port for who listens on it at once, and whom nobody else has to find.
  static int inner() {
    return free(1, LOWEST_INNER, LOWEST).getFirst();
  }

  private static List<Integer> free(int count, int lowest, int beyond) {
    return ThreadLocalRandom.current()
        .ints(lowest, beyond)
        .distinct()
        .filter(Ports::isFree)
        .limit(count)
        .boxed()
        .toList();
  }

  /// `wanted`, or a free port when it is 0.
  static int orFree(int wanted) {
    return wanted == 0 ? free() : wanted;
  }

  /// True when a server of ours could listen on it now.
  public static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
