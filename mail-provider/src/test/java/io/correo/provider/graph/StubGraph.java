package io.correo.provider.graph;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.correo.provider.ProviderCalls;
import io.correo.provider.simulated.Outside;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A server that answers as a test says: for what no simulator may do, and for looking at every
/// byte that is sent.
final class StubGraph implements AutoCloseable {
  private final HttpServer server;
  private final Handler handler;
  private final List<Seen> seen = new CopyOnWriteArrayList<>();

  StubGraph(Handler handler) {
    this.handler = handler;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  String root() {
    return "http://localhost:%d/v1.0".formatted(server.getAddress().getPort());
  }

  /// @param calls paces and repeats
  GraphProvider provider(ProviderCalls calls) {
    var settings = new HashMap<String, Object>();
    settings.put("GRAPH_ROOT_URL", root());
    return new GraphProvider(Outside.settings(settings).microsoft(), calls, Clock.systemUTC());
  }

  List<Seen> seen() {
    return seen;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    var request = new Seen(exchange);
    seen.add(request);
    try (exchange) {
      handler.answer(request, exchange);
    }
  }

  static void json(HttpExchange exchange, int status, String body) throws IOException {
    send(exchange, status, "application/json", body);
  }

  static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
    exchange.getRequestBody().readAllBytes();
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  interface Handler {
    void answer(Seen request, HttpExchange exchange) throws IOException;
  }

  /// A request without its body.
  record Seen(String method, String path, String query, Map<String, List<String>> headers) {
    Seen(HttpExchange exchange) {
      this(
          exchange.getRequestMethod(),
          exchange.getRequestURI().getPath(),
          String.valueOf(exchange.getRequestURI().getQuery()),
          Map.copyOf(exchange.getRequestHeaders()));
    }

    String header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(header -> header.getValue().getFirst())
          .findFirst()
          .orElse("");
    }

    boolean is(String method, String end) {
      return method().equals(method) && path.endsWith(end);
    }
  }
}
