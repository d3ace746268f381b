package io.correo.local.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/// TCP ports of this machine.
public final class Ports {
  private Ports() {}

  /// A port that nobody listens on at this moment.
  public static int free() {
    return free(1).getFirst();
  }

  /// Different ports that nobody listens on at this moment.
  public static List<Integer> free(int count) {
    var held = new ArrayList<ServerSocket>();
    try {
      try {
        for (var i = 0; i < count; i++) {
          held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        }
        return held.stream().map(ServerSocket::getLocalPort).toList();
      } finally {
        for (var socket : held) socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
