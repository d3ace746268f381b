package io.correo.simulator.microsoft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.correo.simulator.RunningSimulator;
import io.correo.simulator.RunningSimulator.Answer;
import io.correo.simulator.RunningSimulator.OutlookUser;
import io.correo.simulator.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubscriptionTest {

  private final List<JsonNode> posts = new CopyOnWriteArrayList<>();
  private final List<JsonNode> lifecycle = new CopyOnWriteArrayList<>();
  private final AtomicInteger answer = new AtomicInteger(202);
  private HttpServer receiver;
  private RunningSimulator simulator;
  private OutlookUser ana;
  private String root = "";
  private int n;

  @BeforeAll
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    receiver.createContext("/hook", exchange -> receive(exchange, posts));
    receiver.createContext("/lifecycle", exchange -> receive(exchange, lifecycle));
    receiver.createContext("/rude", exchange -> answer(exchange, 200, "no"));
    receiver.start();
    root = "http://localhost:" + receiver.getAddress().getPort();
    simulator = new RunningSimulator();
  }

  private void receive(HttpExchange exchange, List<JsonNode> into) throws IOException {
    var query = Wire.query(exchange.getRequestURI().getRawQuery());
    if (query.containsKey("validationToken")) {
      answer(exchange, 200, query.get("validationToken").getFirst());
      return;
    }
    into.add(Wire.JSON.readTree(exchange.getRequestBody().readAllBytes()));
    answer(exchange, answer.get(), "");
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @AfterAll
  void stop() {
    simulator.close();
    receiver.stop(0);
  }

  @BeforeEach
  void open() {
    answer.set(202);
    ana = simulator.outlook("ana" + ++n + "@subscription.example");
    posts.clear();
    lifecycle.clear();
  }

  private Map<String, Object> wanted() {
    var wanted = new HashMap<String, Object>();
    wanted.put("changeType", "created,updated,deleted");
    wanted.put("notificationUrl", root + "/hook");
    wanted.put("lifecycleNotificationUrl", root + "/lifecycle");
    wanted.put("resource", "me/messages");
    wanted.put("clientState", "state-" + n);
    wanted.put("expirationDateTime", Instant.now().plusSeconds(86_400).toString());
    return wanted;
  }

  private Answer call(String method, String path, Object body) {
    return ana.call(method, simulator.url() + "/v1.0/" + path, body);
  }

  private String subscribed() {
    var made = call("POST", "subscriptions", wanted());
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.json().path("id").asString();
  }

  /// All notices of this test's mailbox so far.
  private List<JsonNode> notices() {
    var mine = new ArrayList<JsonNode>();
    for (var post : posts) {
      post.path("value")
          .forEach(
              notice -> {
                if (notice.path("clientState").asString("").equals("state-" + n)) {
                  mine.add(notice);
                }
              });
    }
    return mine;
  }

  private List<String> told() {
    return notices().stream()
        .map(
            notice ->
                notice.path("changeType").asString()
                    + " "
                    + notice.path("resourceData").path("id").asString())
        .toList();
  }

  private void fault(Map<String, Object> fault) {
    var armed = new HashMap<>(fault);
    armed.put("match", Map.of("address", ana.address()));
    assertThat(simulator.json("POST", "/_sim/faults", armed).status()).isLessThan(300);
  }

  private String receive(String subject) {
    return ana.receives("Subject: " + subject + "\n\nx\n");
  }

  @Test
  void tellsWhatHappensUnderTheIdThatStays() {
    var subscription = subscribed();

    var id = receive("a");
    await().until(() -> told().contains("created " + id));
    ana.does(id, Map.of("folder", "archive"));
    await().until(() -> told().contains("updated " + id));
    ana.post("messages/" + id + "/permanentDelete", Map.of());
    await().until(() -> told().contains("deleted " + id));

    var notice = notices().getFirst();
    assertThat(notice.path("subscriptionId").asString()).isEqualTo(subscription);
    assertThat(notice.path("tenantId").asString()).hasSize(36);
    assertThat(notice.path("resource").asString()).endsWith("/Messages/" + id);
  }

  @Test
  void shakesHandsWithBothAddressesFirst() {
    var rude = wanted();
    rude.put("lifecycleNotificationUrl", root + "/rude");
    var nobody = wanted();
    nobody.put("notificationUrl", "http://localhost:1/hook");

    for (var wanted : List.of(rude, nobody)) {
      var answer = call("POST", "subscriptions", wanted);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().path("error").path("code").asString()).isEqualTo("ValidationError");
    }
    assertThat(call("GET", "subscriptions", Map.of()).json().path("value")).isEmpty();
  }

  @Test
  void refusesWhatGraphRefuses() {
    subscribed();
    assertThat(call("POST", "subscriptions", wanted()).status()).isEqualTo(409);
    var changes =
        Map.<String, Object>of(
            "clientState", "x".repeat(129),
            "resource", "me/events",
            "changeType", "renamed",
            "notificationUrl", "hook",
            "expirationDateTime", Instant.now().plusSeconds(86_400 * 30).toString());
    changes.forEach(
        (field, value) -> {
          var wanted = wanted();
          wanted.put("resource", "me/mailFolders('inbox')/messages");
          wanted.put(field, value);
          assertThat(call("POST", "subscriptions", wanted).status()).as(field).isEqualTo(400);
        });
  }

  @Test
  void renewsAndEnds() {
    var id = subscribed();
    var later = Instant.now().plusSeconds(3 * 86_400);

    var renewed =
        call("PATCH", "subscriptions/" + id, Map.of("expirationDateTime", later.toString()));

    assertThat(Instant.parse(renewed.json().path("expirationDateTime").asString()))
        .isEqualTo(later);
    assertThat(call("POST", "subscriptions/" + id + "/reauthorize", Map.of()).status())
        .isEqualTo(204);
    assertThat(call("DELETE", "subscriptions/" + id, Map.of()).status()).isEqualTo(204);
    assertThat(call("GET", "subscriptions/" + id, Map.of()).status()).isEqualTo(404);
    subscribed();
  }

  @Test
  void triesAgainUntilItIsTaken() {
    subscribed();
    answer.set(503);
    var id = receive("a");
    await().until(() -> told().size() >= 2);
    answer.set(202);

    await().until(() -> told().size() >= 3);

    assertThat(told()).containsOnly("created " + id);
  }

  @Test
  void losesDuplicatesAndForgesWhenTold() {
    subscribed();
    fault(Map.of("action", "lose"));
    receive("lost");
    fault(Map.of("action", "duplicate"));
    var twice = receive("twice");

    await().until(() -> told().size() == 2);
    fault(Map.of("action", "forge"));
    var forged = receive("forged");
    await()
        .until(
            () ->
                posts.stream().flatMap(post -> post.path("value").valueStream()).count()
                    == 2 + ForgedNotices.VARIANTS.size() + 1);

    assertThat(told().subList(0, 2)).containsOnly("created " + twice);
    assertThat(told()).contains("created " + forged);
  }

  @Test
  void mergesNoticesOfSeveralMailboxesWhenTold() {
    subscribed();
    fault(Map.of("action", "merge", "delay", "300ms", "times", 2));

    receive("a");
    receive("b");

    await().until(() -> told().size() == 2);
    assertThat(posts).hasSize(1);
  }

  @Test
  void tellsOfItsOwnEnd() {
    var id = subscribed();

    for (var event : List.of("reauthorizationRequired", "missed", "subscriptionRemoved")) {
      var path = "/_sim/subscriptions/" + ana.address();
      assertThat(simulator.json("POST", path, Map.of("event", event)).status()).isEqualTo(200);
      await()
          .until(
              () ->
                  lifecycle.stream()
                      .flatMap(post -> post.path("value").valueStream())
                      .anyMatch(one -> one.path("lifecycleEvent").asString().equals(event)));
    }

    assertThat(call("GET", "subscriptions/" + id, Map.of()).status()).isEqualTo(404);
  }

  @Test
  void endsSilentlyWhenTold() {
    var id = subscribed();

    fault(Map.of("action", "expireWatch"));

    assertThat(call("GET", "subscriptions/" + id, Map.of()).status()).isEqualTo(404);
    assertThat(lifecycle).isEmpty();
  }
}
