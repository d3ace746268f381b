package io.correo.local.store;

import de.bwaldvogel.mongo.MongoServer;

/// The store in this JVM. It holds everything in memory and forgets it on stop.
public final class StoreEngine implements AutoCloseable {
  private final MongoServer server;
  private final int port;

  private StoreEngine(MongoServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /// Starts to listen on localhost.
  ///
  /// @param wanted the port, 0 for a free one
  public static StoreEngine start(int wanted) {
    var server = new MongoServer(new StoreBackend());
    server.bind("localhost", wanted);
    return new StoreEngine(server, server.getLocalAddress().getPort());
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
