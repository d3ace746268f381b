package io.correo.simulator.microsoft;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.simulator.RunningSimulator;
import io.correo.simulator.RunningSimulator.Answer;
import io.correo.simulator.RunningSimulator.OutlookUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchTest {

  private static final Map<String, String> STAYS = Map.of("Prefer", "IdType=\"ImmutableId\"");

  private RunningSimulator simulator;
  private OutlookUser ana;
  private int n;

  @BeforeAll
  void start() {
    simulator = new RunningSimulator();
  }

  @AfterAll
  void stop() {
    simulator.close();
  }

  @BeforeEach
  void open() {
    ana = simulator.outlook("ana" + ++n + "@batch.example");
  }

  private Answer batch(List<? extends Object> requests) {
    return simulator.json(
        "POST",
        "/v1.0/$batch",
        Map.of("requests", requests),
        "Authorization",
        "Bearer " + ana.token());
  }

  private Map<String, JsonNode> answers(List<? extends Object> requests) {
    var answer = batch(requests);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var byId = new TreeMap<String, JsonNode>();
    answer
        .json()
        .path("responses")
        .forEach(response -> byId.put(response.path("id").asString(), response));
    return byId;
  }

  private static Map<String, Object> get(String id, String url) {
    return Map.of("id", id, "method", "GET", "url", url, "headers", STAYS);
  }

  private static int status(JsonNode answer) {
    return answer.path("status").asInt();
  }

  @Test
  void judgesEachCallAlone() {
    var one = ana.receives("Subject: one\n\nx\n");
    var two = ana.receives("Subject: two\n\nx\n");
    var patch =
        Map.of(
            "id",
            "3",
            "method",
            "PATCH",
            "url",
            "/me/messages/" + two,
            "headers",
            Map.of("Content-Type", "application/json"),
            "body",
            Map.of("isRead", true));

    var answers =
        answers(List.of(get("1", "/me/messages/" + one), get("2", "/me/messages/x"), patch));

    assertThat(answers.get("1").path("body").path("subject").asString()).isEqualTo("one");
    assertThat(status(answers.get("2"))).isEqualTo(400);
    assertThat(status(answers.get("3"))).isEqualTo(200);
    assertThat(ana.message(two).path("isRead").asBoolean()).isTrue();
  }

  @Test
  void refusesOneCallWhenTold() {
    var one = ana.receives("Subject: one\n\nx\n");
    var two = ana.receives("Subject: two\n\nx\n");
    simulator.json(
        "POST",
        "/_sim/faults",
        Map.of(
            "action",
            "throttle",
            "retryAfter",
            2.128,
            "match",
            Map.of("path", "messages/" + two, "address", ana.address())));

    var answers =
        answers(List.of(get("1", "/me/messages/" + one), get("2", "/me/messages/" + two)));

    assertThat(status(answers.get("1"))).isEqualTo(200);
    assertThat(status(answers.get("2"))).isEqualTo(429);
    assertThat(answers.get("2").path("headers").path("Retry-After").asString()).isEqualTo("2.128");
    assertThat(answers.get("2").path("body").path("error").path("code").asString())
        .isEqualTo("TooManyRequests");
  }

  @Test
  void doesNothingThatDependsOnAFailure() {
    var id = ana.receives("Subject: one\n\nx\n");
    var delete =
        Map.of(
            "id", "2", "method", "DELETE", "url", "/me/messages/" + id, "dependsOn", List.of("1"));

    var answers = answers(List.of(get("1", "/me/messages/x"), delete));

    assertThat(status(answers.get("2"))).isEqualTo(424);
    assertThat(ana.truth().get(0).path("folder").asString()).isEqualTo("inbox");
  }

  @Test
  void takesTwentyCallsAndNoMore() {
    var many = new ArrayList<>(IntStream.range(0, 20).mapToObj(i -> get("" + i, "/me")).toList());
    assertThat(answers(many)).hasSize(20);

    many.add(get("20", "/me"));

    assertThat(batch(many).status()).isEqualTo(400);
  }

  @Test
  void refusesWhoAsksTooMuchAndOnlyThem() {
    try (var strict = new RunningSimulator("--simulator.microsoft.requests=5")) {
      var busy = strict.outlook("busy@batch.example");
      var other = strict.outlook("other@batch.example");
      for (int i = 0; i < 5; i++) {
        assertThat(busy.get("messages").status()).isEqualTo(200);
      }

      var refused = busy.get("messages");

      assertThat(refused.status()).isEqualTo(429);
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 600);
      assertThat(other.get("messages").status()).isEqualTo(200);
      var spent = strict.get("/_sim/quota").json().path("items").get(0);
      assertThat(spent.path("throttled").asInt()).isEqualTo(1);
      assertThat(spent.path("methods").path("GET messages").asInt()).isEqualTo(6);
    }
  }

  @Test
  void refusesMoreAtOnceThanItWorksOn() {
    try (var strict = new RunningSimulator("--simulator.microsoft.concurrent=0")) {
      var busy = strict.outlook("busy@batch.example");

      var refused = busy.get("messages");

      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.text()).contains("MailboxConcurrency");
      assertThat(refused.header("Retry-After")).isEqualTo("1");
    }
  }

  @Test
  void limitsWhatIsUploaded() {
    try (var strict = new RunningSimulator("--simulator.microsoft.upload=100KB")) {
      var busy = strict.outlook("busy@batch.example");
      var id = busy.post("messages", Map.of("subject", "x")).json().path("id").asString();
      var file =
          Map.of(
              "@odata.type",
              "#microsoft.graph.fileAttachment",
              "name",
              "a",
              "contentBytes",
              "A".repeat(80_000));

      var first = busy.post("messages/" + id + "/attachments", file);
      var second = busy.post("messages/" + id + "/attachments", file);

      assertThat(first.status()).isEqualTo(201);
      assertThat(second.status()).isEqualTo(429);
      assertThat(second.header("Retry-After")).isNotEmpty();
    }
  }
}
