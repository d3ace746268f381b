package io.correo.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.correo.simulator.RunningSimulator;
import io.correo.simulator.RunningSimulator.Answer;
import io.correo.simulator.RunningSimulator.GmailUser;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultTest {

  private static final Map<String, Object> MAIL =
      Map.of("raw", RunningSimulator.raw("To: sink@out.example\nSubject: s\n\nx\n"));

  private RunningSimulator simulator;
  private GmailUser ana;
  private GmailUser bruno;

  @BeforeAll
  void start() {
    simulator = new RunningSimulator();
    ana = simulator.gmail("ana@fault.example");
    bruno = simulator.gmail("bruno@fault.example");
  }

  @AfterAll
  void stop() {
    simulator.close();
  }

  @AfterEach
  void disarm() {
    simulator.call("DELETE", "/_sim/faults", new byte[0]);
  }

  private void fault(String action, Object... more) {
    var body = new HashMap<String, Object>();
    body.put("action", action);
    body.put("match", Map.of("address", ana.address()));
    for (int i = 0; i < more.length; i += 2) {
      body.put(more[i].toString(), more[i + 1]);
    }
    assertThat(simulator.json("POST", "/_sim/faults", body).status()).isEqualTo(201);
  }

  private int sent() {
    return simulator.get("/_sim/ledger?recipient=sink@out.example").json().path("items").size();
  }

  private static String reason(Answer answer) {
    return answer.json().path("error").path("errors").get(0).path("reason").asString();
  }

  @Test
  void refusesAsOftenAsToldAndOnlyWhomItIsToldAbout() {
    fault("status", "status", 503, "times", 2, "retryAfter", 7);

    assertThat(bruno.get("profile").status()).isEqualTo(200);
    var first = ana.get("profile");
    assertThat(first.status()).isEqualTo(503);
    assertThat(first.header("Retry-After")).isEqualTo("7");
    assertThat(reason(first)).isEqualTo("backendError");
    assertThat(ana.get("profile").status()).isEqualTo(503);
    assertThat(ana.get("profile").status()).isEqualTo(200);
    assertThat(simulator.get("/_sim/faults").json().path("items").get(0).path("struck").asInt())
        .isEqualTo(2);
  }

  @Test
  void throttlesInGooglesWords() {
    fault("throttle", "status", 403, "reason", "userRateLimitExceeded");

    var answer = ana.get("profile");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(reason(answer)).isEqualTo("userRateLimitExceeded");
  }

  @Test
  void cutsTheConnectionBeforeOrAfterTheWorkIsDone() {
    int before = sent();
    fault("dropBefore");
    assertThatThrownBy(() -> ana.post("messages/send", MAIL))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(sent()).isEqualTo(before);

    fault("dropAfter");
    assertThatThrownBy(() -> ana.post("messages/send", MAIL))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(sent()).isEqualTo(before + 1);
  }

  @Test
  void acceptsAndSaysItFailed() {
    int before = sent();
    fault("accept-then-500");

    assertThat(ana.post("messages/send", MAIL).status()).isEqualTo(500);
    assertThat(sent()).isEqualTo(before + 1);
  }

  @Test
  void answersHalfASlowOrAHumanPage() {
    var whole = ana.get("labels").body();
    fault("truncate");
    assertThat(ana.get("labels").body()).hasSize(whole.length / 2);

    fault("html");
    var page = ana.get("labels");
    assertThat(page.status()).isEqualTo(502);
    assertThat(page.header("Content-Type")).startsWith("text/html");

    fault("slowBody", "rate", 2000);
    long began = System.nanoTime();
    assertThat(ana.get("labels").body()).isEqualTo(whole);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(300));

    fault("delay", "delay", "300ms");
    began = System.nanoTime();
    assertThat(ana.get("labels").status()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(290));
  }

  @Test
  void matchesPathAndMethod() {
    var match = Map.of("path", "/profile$", "method", "GET");
    simulator.json("POST", "/_sim/faults", Map.of("action", "status", "match", match, "times", -1));

    assertThat(ana.get("labels").status()).isEqualTo(200);
    assertThat(ana.get("profile").status()).isEqualTo(500);
    assertThat(bruno.get("profile").status()).isEqualTo(500);
    simulator.call("DELETE", "/_sim/faults", new byte[0]);
    assertThat(bruno.get("profile").status()).isEqualTo(200);
  }

  @Test
  void refusesTokensWhenTold() {
    simulator.json(
        "POST",
        "/_sim/faults",
        Map.of(
            "action",
            "status",
            "status",
            400,
            "reason",
            "invalid_grant",
            "match",
            Map.of("path", "oauth2/token")));

    var answer = simulator.form("/google/oauth2/token", Map.of("grant_type", "refresh_token"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asString()).isEqualTo("invalid_grant");
  }

  @Test
  void saysWhatItDoesNotKnow() {
    assertThat(simulator.json("POST", "/_sim/faults", Map.of("action", "dance")).status())
        .isEqualTo(400);
    assertThat(
            simulator
                .json(
                    "POST",
                    "/_sim/faults",
                    Map.of("action", "status", "match", Map.of("path", "(")))
                .status())
        .isEqualTo(400);
  }
}
