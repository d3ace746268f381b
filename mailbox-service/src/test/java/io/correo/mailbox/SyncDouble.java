package io.correo.mailbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.correo.events.Json;
import io.correo.events.MailFact.MessageUpserted;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// sync-service's inside, and the token endpoint, as far as this service calls them.
final class SyncDouble implements AutoCloseable {
  final Map<String, MessageUpserted> ledger = new ConcurrentHashMap<>();
  final List<String> woken = new CopyOnWriteArrayList<>();
  final List<String> told = new CopyOnWriteArrayList<>();
  volatile int grantStatus = 200;
  private final HttpServer server;

  SyncDouble() throws IOException {
    server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (path.equals("/token")) {
      write(exchange, 200, Map.of("access_token", "internal", "expires_in", 3600));
    } else if (path.equals("/internal/grants")) {
      var mailbox = Json.mapper().readTree(body).get("mailbox").asString();
      write(
          exchange,
          grantStatus,
          Map.of(
              "mailbox",
              mailbox,
              "account",
              "account-of-" + mailbox,
              "provider",
              "google",
              "accessToken",
              "secret",
              "expiresAt",
              "2100-01-01T00:00:00Z",
              "unitsPerMinute",
              1000,
              "concurrent",
              4));
    } else if (path.endsWith("/wake")) {
      woken.add(path.split("/")[3]);
      write(exchange, 202, Map.of());
    } else if (path.contains("/messages/")) {
      var fact = ledger.get(path.substring(path.lastIndexOf('/') + 1));
      write(exchange, fact == null ? 404 : 200, fact == null ? Map.of() : fact);
    } else {
      told.add(path + " " + body);
      write(exchange, 204, null);
    }
  }

  private static void write(HttpExchange exchange, int status, Object value) throws IOException {
    var bytes = value == null ? new byte[0] : Json.mapper().writeValueAsBytes(value);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
