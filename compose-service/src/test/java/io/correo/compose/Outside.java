package io.correo.compose;

import com.sun.net.httpserver.HttpServer;
import io.correo.compose.account.Grants;
import io.correo.events.Json;
import io.correo.events.MailboxId;
import io.correo.provider.Budget;
import io.correo.provider.Grant;
import io.correo.provider.ProviderException;
import io.correo.simulator.Simulator;
import io.correo.simulator.google.GoogleTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/// Everything around compose-service: the simulator, mailbox-service's one internal path, and
/// sync-service's grants.
final class Outside implements AutoCloseable, Grants {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ConfigurableApplicationContext simulator =
      Simulator.start("--server.port=0", "--simulator.push.url=", "--simulator.demo=false");
  private final String url = "http://localhost:" + Simulator.port(simulator);
  private final Map<String, Object> originals = new ConcurrentHashMap<>();
  private final Map<MailboxId, String> tokens = new ConcurrentHashMap<>();
  private final Set<MailboxId> kept = ConcurrentHashMap.newKeySet();
  private final Map<MailboxId, String> addresses = new ConcurrentHashMap<>();
  private final HttpServer mailboxService;
  final AtomicInteger wakes = new AtomicInteger();
  final AtomicInteger grants = new AtomicInteger();
  volatile String lastGrantHeader = "";

  Outside() {
    try {
      mailboxService = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    mailboxService.createContext(
        "/internal/messages/",
        exchange -> {
          var id = exchange.getRequestURI().getPath().substring("/internal/messages/".length());
          var found = originals.get(id);
          var body = found == null ? new byte[0] : Json.bytes(found);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(
              found == null ? 404 : 200, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    mailboxService.createContext("/internal/grants", this::grant);
    mailboxService.start();
  }

  /// What sync-service answers next: a status, and the body of a good answer.
  volatile int grantStatus = 200;

  private void grant(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    grants.incrementAndGet();
    lastGrantHeader = exchange.getRequestHeaders().getFirst("Authorization");
    var body =
        Json.bytes(
            Map.of(
                "mailbox", "mb_1",
                "account", "ana@acme.example",
                "provider", "google",
                "accessToken", "secret-token",
                "expiresAt", Clock.systemUTC().instant().plus(Duration.ofHours(1)),
                "unitsPerMinute", 600,
                "concurrent", 2));
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    if (grantStatus != 200) exchange.getResponseHeaders().add("Retry-After", "7");
    exchange.sendResponseHeaders(grantStatus, grantStatus == 200 ? body.length : -1);
    if (grantStatus == 200) exchange.getResponseBody().write(body);
    exchange.close();
  }

  String url() {
    return url;
  }

  String mailboxUrl() {
    return "http://localhost:" + mailboxService.getAddress().getPort();
  }

  void original(String id, Map<String, Object> answer) {
    originals.put(id, answer);
  }

  void connect(MailboxId mailbox, String address) {
    addresses.put(mailbox, address);
    call("POST", "/_sim/mailboxes", Json.mapper().writeValueAsString(Map.of("address", address)));
  }

  String token(String user) {
    var answer = form(url + "/crm/oauth/token", "grant_type=password&username=" + user);
    return Json.mapper().readTree(answer).get("access_token").asString();
  }

  /// The address of somebody nobody else writes to.
  static String recipient() {
    return "r" + UUID.randomUUID().toString().substring(0, 8) + "@obra.example";
  }

  /// Copies that reached this address.
  List<JsonNode> copies(String recipient) {
    return items("/_sim/ledger?recipient=" + recipient);
  }

  String copy(int n) {
    return call("GET", "/_sim/ledger/" + n, null);
  }

  List<JsonNode> messages(String address) {
    return items("/_sim/mailboxes/" + address + "/messages");
  }

  List<JsonNode> drafts(String address) {
    return messages(address).stream().filter(m -> m.get("draft").asBoolean()).toList();
  }

  String raw(String address, String id) {
    return call("GET", "/_sim/mailboxes/" + address + "/messages/" + id, null);
  }

  String arrives(String address, String message) {
    var answer = call("POST", "/_sim/mailboxes/" + address + "/messages", message);
    return Json.mapper().readTree(answer).get("id").asString();
  }

  void fault(String json) {
    call("POST", "/_sim/faults", json);
  }

  void healthy() {
    call("DELETE", "/_sim/faults", null);
  }

  private List<JsonNode> items(String path) {
    var items = Json.mapper().readTree(call("GET", path, null)).get("items");
    return items.valueStream().toList();
  }

  private String call(String method, String path, String body) {
    var publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8);
    return exchange(
        HttpRequest.newBuilder(URI.create(url + path)).method(method, publisher).build());
  }

  private static String form(String url, String form) {
    return exchange(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build());
  }

  private static String exchange(HttpRequest request) {
    try {
      var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(request + " → " + answer.statusCode() + answer.body());
      }
      return answer.body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A mailbox of the provider where messages keep their names.
  void keeps(MailboxId mailbox) {
    kept.add(mailbox);
  }

  @Override
  public Lease lease(MailboxId mailbox) {
    if (kept.contains(mailbox)) {
      var budget = new Budget("compose", 6_000, 8);
      return new Lease(
          KeepingProvider.NAME,
          new Grant.UserConsent(mailbox, KeepingProvider.ADDRESS, "token", Instant.MAX, budget));
    }
    var address = addresses.get(mailbox);
    if (address == null) throw new ProviderException.ReconnectRequired("not connected");
    var token =
        tokens.computeIfAbsent(
            mailbox,
            _ ->
                simulator
                    .getBean(GoogleTokens.class)
                    .grant(address, "https://mail.google.com/", Duration.ofHours(1)));
    return new Lease(
        "google",
        new Grant.UserConsent(
            mailbox,
            address,
            token,
            Clock.systemUTC().instant().plus(Duration.ofHours(1)),
            new Budget("compose", 6_000, 8)));
  }

  @Override
  public void expired(MailboxId mailbox) {
    tokens.remove(mailbox);
  }

  @Override
  public void throttled(MailboxId mailbox, ProviderException.Throttled wait) {}

  @Override
  public void wake(MailboxId mailbox) {
    wakes.incrementAndGet();
  }

  @Override
  public void close() {
    mailboxService.stop(0);
    simulator.close();
  }
}
