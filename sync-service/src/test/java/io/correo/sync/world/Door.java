package io.correo.sync.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The way to a server, over real connections: a test can shut it, cut who passes, let nothing
/// through, or let everything through late. Lives as long as the JVM.
public final class Door {
  private static final int CHUNK = 64 * 1024;
  private final ServerSocket front;
  private final InetSocketAddress behind;
  private final Set<Socket> passing = ConcurrentHashMap.newKeySet();
  private boolean shut;
  private boolean held;
  private Duration late = Duration.ZERO;

  Door(String host, int port) {
    behind = new InetSocketAddress(host, port);
    try {
      front = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("door").start(this::welcome);
  }

  int port() {
    return front.getLocalPort();
  }

  /// As if the server had gone: who is connected is cut off, nobody else gets in.
  public synchronized void shut() {
    shut = true;
    cut();
  }

  /// Cuts every connection there is; new ones are welcome.
  public void cut() {
    passing.forEach(Door::reset);
  }

  /// Connections stay and nothing comes through them.
  public synchronized void hold() {
    held = true;
  }

  /// Whatever the server says comes so much later.
  public synchronized void slow(Duration by) {
    late = by;
  }

  /// As it was at first.
  public synchronized void open() {
    shut = false;
    held = false;
    late = Duration.ZERO;
    notifyAll();
  }

  private void welcome() {
    while (true) {
      try {
        var guest = front.accept();
        Thread.ofVirtual().start(() -> lead(guest));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void lead(Socket guest) {
    var server = new Socket();
    try {
      if (isShut()) {
        reset(guest);
        return;
      }
      server.connect(behind);
      server.setTcpNoDelay(true);
      guest.setTcpNoDelay(true);
      passing.add(guest);
      passing.add(server);
      // Shut in between: whoever is in by then is cut off as well.
      if (isShut()) cut();
      Thread.ofVirtual().start(() -> pass(guest, server, false));
      pass(server, guest, true);
    } catch (IOException noServer) {
      reset(guest);
    }
  }

  private void pass(Socket from, Socket to, boolean answers) {
    var bytes = new byte[CHUNK];
    try {
      for (var n = from.getInputStream().read(bytes); n >= 0; ) {
        await(answers);
        to.getOutputStream().write(bytes, 0, n);
        n = from.getInputStream().read(bytes);
      }
    } catch (IOException | InterruptedException oneSideHasGone) {
      // So does the other.
    }
    passing.remove(from);
    passing.remove(to);
    reset(from);
    reset(to);
  }

  private synchronized boolean isShut() {
    return shut;
  }

  private synchronized void await(boolean answers) throws InterruptedException {
    while (held) wait();
    var began = System.nanoTime();
    while (answers) {
      var left = late.minusNanos(System.nanoTime() - began).toMillis();
      if (left <= 0) return;
      wait(left);
    }
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException closedAlready) {
      // That is what was wanted.
    }
  }
}
