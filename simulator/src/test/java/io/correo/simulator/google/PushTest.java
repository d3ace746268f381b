package io.correo.simulator.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.correo.simulator.RunningSimulator;
import io.correo.simulator.RunningSimulator.GmailUser;
import io.correo.simulator.Wire;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
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
class PushTest {

  private static final Duration EVERY = Duration.ofMillis(150);
  // Long enough for what should not come to have come.
  private static final Duration QUIET = Duration.ofMillis(400);

  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final AtomicInteger answer = new AtomicInteger(204);
  private HttpServer receiver;
  private RunningSimulator simulator;
  private GmailUser ana;
  private int n;

  private record Received(long at, String authorization, JsonNode body) {
    JsonNode data() {
      return Wire.JSON.readTree(
          Base64.getDecoder().decode(body.path("message").path("data").asString()));
    }

    BigInteger historyId() {
      return new BigInteger(data().path("historyId").asString());
    }

    SignedJWT token() throws ParseException {
      return SignedJWT.parse(authorization.substring("Bearer ".length()));
    }
  }

  @BeforeAll
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    receiver.createContext(
        "/hook",
        exchange -> {
          var body = Wire.JSON.readTree(exchange.getRequestBody().readAllBytes());
          received.add(
              new Received(
                  System.nanoTime(), exchange.getRequestHeaders().getFirst("Authorization"), body));
          exchange.sendResponseHeaders(answer.get(), -1);
          exchange.close();
        });
    receiver.start();
    var url = "http://localhost:" + receiver.getAddress().getPort() + "/hook";
    simulator =
        new RunningSimulator(
            "--simulator.push.url=" + url,
            "--simulator.push.audience=https://correo.example/hook",
            "--simulator.push.every=" + EVERY.toMillis() + "ms",
            "--simulator.push.first-retry=50ms");
  }

  @AfterAll
  void stop() {
    simulator.close();
    receiver.stop(0);
  }

  @BeforeEach
  void watched() {
    answer.set(204);
    ana = simulator.gmail("ana" + ++n + "@push.example");
    ana.post("watch", Map.of("topicName", "projects/correo/topics/gmail"));
    await().until(() -> mine().size() == 1);
    // The watch itself pushes once; begin after its time.
    await().pollDelay(EVERY.plusMillis(20)).until(() -> true);
    received.clear();
  }

  private List<Received> mine() {
    return received.stream()
        .filter(push -> push.data().path("emailAddress").asString().equals(ana.address()))
        .toList();
  }

  private BigInteger history() {
    return new BigInteger(ana.historyId());
  }

  @Test
  void tellsAChangeSignedByGoogle() throws Exception {
    ana.receives("Subject: a\n\nx\n");

    await().pollInterval(Duration.ofMillis(2)).until(() -> mine().size() == 1);
    var push = mine().getFirst();
    var keys = JWKSet.parse(simulator.get("/google/oauth2/v3/certs").text());
    var claims = push.token().getJWTClaimsSet();

    assertThat(push.historyId()).isEqualTo(history());
    var key = keys.getKeyByKeyId(push.token().getHeader().getKeyID()).toRSAKey();
    assertThat(push.token().verify(new RSASSAVerifier(key))).isTrue();
    assertThat(claims.getIssuer()).isEqualTo("https://accounts.google.com");
    assertThat(claims.getAudience()).containsExactly("https://correo.example/hook");
    assertThat(claims.getStringClaim("email")).isEqualTo("push@correo.iam.gserviceaccount.com");
    assertThat(claims.getBooleanClaim("email_verified")).isTrue();
  }

  @Test
  void tellsTheLastOfManyChangesButNotEachOne() {
    long begun = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      ana.receives("Subject: " + i + "\n\nx\n");
    }
    var last = history();

    await().until(() -> !mine().isEmpty() && mine().getLast().historyId().equals(last));

    // However slow this machine is: one at once, then one in each time, and the last.
    long times = (System.nanoTime() - begun) / EVERY.toNanos();
    assertThat(mine()).hasSizeLessThanOrEqualTo((int) times + 2);
  }

  @Test
  void triesAgainUntilItIsTaken() {
    answer.set(503);
    ana.receives("Subject: a\n\nx\n");
    await().until(() -> mine().size() == 2);
    answer.set(204);

    await().until(() -> mine().size() == 3);

    assertThat(mine().stream().map(Received::historyId).distinct()).hasSize(1);
    await().pollDelay(QUIET).until(() -> mine().size() == 3);
  }

  @Test
  void losesAndDuplicatesWhenTold() {
    fault("lose");
    ana.receives("Subject: lost\n\nx\n");
    await().pollDelay(QUIET).until(() -> mine().isEmpty());

    fault("duplicate");
    ana.receives("Subject: twice\n\nx\n");

    await().until(() -> mine().size() == 2);
    assertThat(mine().get(0).historyId()).isEqualTo(mine().get(1).historyId());
  }

  @Test
  void tellsAnOlderChangeAfterANewerOneWhenTold() {
    fault("reorder");
    ana.receives("Subject: first\n\nx\n");
    var first = history();
    ana.receives("Subject: second\n\nx\n");
    var second = history();

    await().until(() -> mine().size() == 2);

    assertThat(mine().stream().map(Received::historyId)).containsExactly(second, first);
  }

  @Test
  void forgesWhenTold() throws Exception {
    fault("forge");
    ana.receives("Subject: a\n\nx\n");

    await().until(() -> mine().size() == PushToken.FORGERIES.size() + 1);

    assertThat(mine().stream().filter(push -> push.authorization() == null)).hasSize(1);
    var keys = JWKSet.parse(simulator.get("/google/oauth2/v3/certs").text());
    var last = mine().getLast().token();
    var key = keys.getKeyByKeyId(last.getHeader().getKeyID()).toRSAKey();
    assertThat(last.verify(new RSASSAVerifier(key))).isTrue();
  }

  @Test
  void pushesNothingAfterStopOrForOtherLabels() {
    ana.post(
        "watch",
        Map.of(
            "topicName", "projects/correo/topics/gmail",
            "labelIds", List.of("STARRED"),
            "labelFilterBehavior", "INCLUDE"));
    await().until(() -> mine().size() == 1);
    ana.receives("Subject: a\n\nx\n");
    ana.post("stop", Map.of());
    ana.receives("Subject: b\n\nx\n");

    await().pollDelay(QUIET).until(() -> mine().size() == 1);
  }

  @Test
  void tellsWhenAWatchedLabelIsTakenAway() {
    var id = ana.receives("Subject: a\n\nx\n");
    ana.post(
        "watch", Map.of("topicName", "projects/correo/topics/gmail", "labelIds", List.of("INBOX")));
    await().pollDelay(QUIET).until(() -> !mine().isEmpty());
    received.clear();

    ana.post("messages/" + id + "/trash", Map.of());

    await().until(() -> !mine().isEmpty());
  }

  private void fault(String action) {
    simulator.json(
        "POST",
        "/_sim/faults",
        Map.of("action", action, "match", Map.of("address", ana.address())));
  }
}
