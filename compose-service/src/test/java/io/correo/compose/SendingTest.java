package io.correo.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendingTest {
  private static RunningCompose compose;
  private static final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @BeforeAll
  static void start() {
    compose = RunningCompose.shared();
  }

  @AfterEach
  void healthy() {
    compose.outside.healthy();
  }

  @Test
  void sendsADraftOnceAndForgetsIt() {
    var to = recipient();
    var draft = compose.draft("Oferta única", to);

    var accepted = compose.send(draft, "k-" + to, Map.of());

    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.text("state")).isEqualTo("held");
    var send = awaitState(accepted.text("send"), "sent");
    assertThat(send.text("message")).startsWith("m_");
    assertThat(compose.outside.copies(to)).hasSize(1);
    assertThat(compose.get("/drafts/" + draft).status()).isEqualTo(404);
    assertThat(compose.outside.drafts("ana@acme.example"))
        .noneMatch(d -> d.get("subject").asString().equals("Oferta única"));
  }

  @Test
  void sendsOneCopyForFiftyRequestsWithOneKey() {
    var to = recipient();
    var draft = compose.draft("Cincuenta", to);
    var key = "fifty-" + to;

    var answers =
        IntStream.range(0, 50)
            .mapToObj(
                _ ->
                    CompletableFuture.supplyAsync(
                        () -> compose.send(draft, key, Map.of()), threads))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(answers).allMatch(answer -> answer.status() == 202);
    assertThat(answers.stream().map(answer -> answer.text("send")).distinct()).hasSize(1);
    awaitState(answers.getFirst().text("send"), "sent");
    assertThat(compose.outside.copies(to)).hasSize(1);
  }

  @Test
  void sendsOneCopyForManyRequestsWithDifferentKeys() {
    var to = recipient();
    var draft = compose.draft("Muchas claves", to);

    var answers =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> compose.send(draft, "key-" + i + to, Map.of("undoSeconds", 0)),
                        threads))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    var accepted = answers.stream().filter(answer -> answer.status() == 202).toList();
    assertThat(accepted).hasSize(1);
    assertThat(answers).allMatch(answer -> List.of(202, 404, 409).contains(answer.status()));
    awaitState(accepted.getFirst().text("send"), "sent");
    assertThat(compose.outside.copies(to)).hasSize(1);
  }

  @Test
  void refusesAKeyUsedForSomethingElse() {
    var to = recipient();
    var draft = compose.draft("Uno", to);
    var other = compose.draft("Otro", to);
    var key = "same-" + to;
    var first = compose.send(draft, key, Map.of("undoSeconds", 60));

    assertThat(compose.send(other, key, Map.of("undoSeconds", 60)).body())
        .contains("idempotency-mismatch");
    assertThat(compose.send(draft, key, Map.of("undoSeconds", 50)).status()).isEqualTo(422);
    assertThat(compose.send(draft, key, Map.of("undoSeconds", 60)).text("send"))
        .isEqualTo(first.text("send"));
    assertThat(compose.post("/sends/" + first.text("send") + "/cancel", null).status())
        .isEqualTo(200);
    assertThat(compose.send(draft, "second-" + to, Map.of()).status()).isEqualTo(202);
  }

  @Test
  void answersTheSameAfterTheDraftIsGone() {
    var to = recipient();
    var draft = compose.draft("Otra vez", to);
    var first = compose.send(draft, "again-" + to, Map.of("undoSeconds", 0));
    awaitState(first.text("send"), "sent");

    var second = compose.send(draft, "again-" + to, Map.of("undoSeconds", 0));

    assertThat(second.status()).isEqualTo(202);
    assertThat(second.text("send")).isEqualTo(first.text("send"));
    assertThat(second.text("state")).isEqualTo("sent");
    assertThat(compose.outside.copies(to)).hasSize(1);
  }

  @Test
  void asksForAnIdempotencyKey() {
    var draft = compose.draft("Sin clave", recipient());

    assertThat(compose.post("/drafts/" + draft + "/send", Map.of()).status()).isEqualTo(428);
    assertThat(compose.send(draft, "k".repeat(201), Map.of()).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dropafter", "accept-then-500", "dropbefore", "truncate", "html"})
  void sendsOneCopyThoughTheAnswerIsLost(String fault) {
    var to = recipient();
    var draft = compose.draft("Con fallo " + fault, to);
    compose.outside.fault(
        "{\"action\":\"%s\",\"times\":1,\"match\":{\"path\":\"drafts/send\"}}".formatted(fault));

    var send = compose.send(draft, "fault-" + to, Map.of("undoSeconds", 0)).text("send");

    awaitState(send, "sent");
    assertThat(compose.outside.copies(to)).hasSize(1);
    assertThat(compose.outside.drafts("ana@acme.example"))
        .noneMatch(d -> d.get("subject").asString().contains(fault));
  }

  @Test
  void waitsForASentCopyThatShowsUpLate() {
    var to = recipient();
    var draft = compose.draft("Copia tardía", to);
    compose.outside.fault(
        "{\"action\":\"dropafter\",\"times\":1,\"match\":{\"path\":\"drafts/send\"}}");
    compose.outside.fault("{\"action\":\"sentCopyDelay\",\"times\":1,\"delay\":\"4s\"}");

    var send = compose.send(draft, "late-" + to, Map.of("undoSeconds", 0)).text("send");

    awaitState(send, "sent");
    assertThat(compose.outside.copies(to)).hasSize(1);
  }

  @Test
  void saysUnknownWhenTheSentCopyIsNeverFound() {
    var to = recipient();
    var draft = compose.draft("Desconocido", to);
    compose.outside.fault(
        "{\"action\":\"dropafter\",\"times\":1,\"match\":{\"path\":\"drafts/send\"}}");
    compose.outside.fault("{\"action\":\"sentCopyDelay\",\"times\":1,\"delay\":\"60s\"}");

    var send = compose.send(draft, "unknown-" + to, Map.of("undoSeconds", 0)).text("send");

    var answer = awaitState(send, "unknown");
    assertThat(answer.text("problem")).contains("Sent");
    assertThat(compose.outside.copies(to)).hasSize(1);
    assertThat(compose.get("/drafts/" + draft).status()).isEqualTo(200);
  }

  @Test
  void showsTheProvidersRefusalAndGivesTheDraftBack() {
    var to = recipient();
    var draft = compose.draft("Rechazado", to);
    compose.outside.fault(
        "{\"action\":\"status\",\"status\":400,\"times\":1,\"match\":{\"path\":\"drafts/send\"}}");

    var send = compose.send(draft, "refused-" + to, Map.of("undoSeconds", 0)).text("send");

    var answer = awaitState(send, "failed");
    assertThat(answer.json().at("/provider/status").asInt()).isEqualTo(400);
    assertThat(compose.outside.copies(to)).isEmpty();
    assertThat(compose.get("/drafts/" + draft).status()).isEqualTo(200);
    var again = compose.send(draft, "refused-again-" + to, Map.of("undoSeconds", 0)).text("send");
    awaitState(again, "sent");
    assertThat(compose.outside.copies(to)).hasSize(1);
  }

  @Test
  void sendsLaterWhenTheProviderAsksToWait() {
    var to = recipient();
    var draft = compose.draft("Espera", to);
    compose.outside.fault(
        "{\"action\":\"throttle\",\"retryAfter\":3,\"times\":1,\"match\":{\"path\":\"drafts/send\"}}");

    var send = compose.send(draft, "wait-" + to, Map.of("undoSeconds", 0)).text("send");

    awaitState(send, "sent");
    assertThat(compose.outside.copies(to)).hasSize(1);
  }

  @Test
  void takesANewGrantWhenTheOldOneEnded() {
    var to = recipient();
    var draft = compose.draft("Caducado", to);
    compose.outside.fault(
        "{\"action\":\"status\",\"status\":401,\"times\":1,\"match\":{\"path\":\"drafts/send\"}}");

    var send = compose.send(draft, "expired-" + to, Map.of("undoSeconds", 0)).text("send");

    awaitState(send, "sent");
    assertThat(compose.outside.copies(to)).hasSize(1);
  }

  @Test
  void givesTheDraftBackWhenSendingIsUndone() {
    var to = recipient();
    var draft = compose.draft("Deshacer", to);
    var send = compose.send(draft, "undo-" + to, Map.of("undoSeconds", 60)).text("send");
    assertThat(compose.put("/drafts/" + draft, Map.of(), "If-Match", "*").status()).isEqualTo(409);

    var cancelled = compose.post("/sends/" + send + "/cancel", null);

    assertThat(cancelled.text("draft")).isEqualTo(draft);
    assertThat(cancelled.text("state")).isEqualTo("cancelled");
    assertThat(compose.get("/drafts/" + draft).status()).isEqualTo(200);
    assertThat(compose.outside.copies(to)).isEmpty();
  }

  @Test
  void refusesToUndoWhatIsSent() {
    var to = recipient();
    var send =
        compose
            .send(compose.draft("Tarde", to), "toolate-" + to, Map.of("undoSeconds", 0))
            .text("send");
    awaitState(send, "sent");

    assertThat(compose.post("/sends/" + send + "/cancel", null).body()).contains("already-sent");
  }

  @Test
  void undoesOrSendsAtTheEdgeAndNeverBoth() {
    var pauses = IntStream.range(0, 24).mapToObj(i -> 280 + 2 * i).toList();
    var outcomes =
        pauses.stream()
            .map(pause -> CompletableFuture.supplyAsync(() -> sendAndUndoAfter(pause), threads))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    for (var outcome : outcomes) {
      if (outcome.cancelled()) {
        assertThat(compose.get("/sends/" + outcome.send()).text("state")).isEqualTo("cancelled");
      } else {
        awaitState(outcome.send(), "sent");
      }
      assertThat(compose.outside.copies(outcome.to())).hasSize(outcome.cancelled() ? 0 : 1);
    }
  }

  private record Outcome(String send, String to, boolean cancelled) {}

  private static Outcome sendAndUndoAfter(int pause) {
    var to = recipient();
    var send = compose.send(compose.draft("Al borde", to), "edge-" + to, Map.of()).text("send");
    CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS))
        .join();
    var answer = compose.post("/sends/" + send + "/cancel", null);
    return new Outcome(send, to, answer.status() == 200);
  }

  @Test
  void sendsWhatIsScheduledAtItsTime() {
    var to = recipient();
    var far = Instant.now().plus(Duration.ofDays(3));
    var draft = compose.draft("Programado", to);
    var send = compose.send(draft, "later-" + to, Map.of("sendAt", far.toString()));
    assertThat(send.text("state")).isEqualTo("scheduled");
    assertThat(compose.get("/sends?state=scheduled").body()).contains(send.text("send"));

    var soon = Instant.now().plus(Duration.ofSeconds(1));
    var moved = compose.patch("/sends/" + send.text("send"), Map.of("sendAt", soon.toString()));

    assertThat(moved.status()).isEqualTo(200);
    awaitState(send.text("send"), "sent");
    assertThat(Instant.now()).isAfter(soon);
    assertThat(compose.outside.copies(to)).hasSize(1);
    assertThat(
            compose
                .send(compose.draft("x", to), "p-" + to, Map.of("sendAt", "2020-01-01T00:00:00Z"))
                .status())
        .isEqualTo(400);
  }

  @Test
  void tellsEveryWrongFieldBeforeItSends() {
    var draft = compose.draft("Mal", "ana@", "fine@obra.example", "a b@c");

    var answer = compose.send(draft, "wrong-" + draft, Map.of());

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().get("errors").valueStream().map(e -> e.get("field").asString()))
        .containsExactly("to[0].address", "to[2].address");
    assertThat(compose.send(compose.draft("Nadie"), "nobody-" + draft, Map.of()).status())
        .isEqualTo(422);
    var many = compose.draft("Muchos", "a@x.es", "b@x.es", "c@x.es", "d@x.es", "e@x.es", "f@x.es");
    assertThat(compose.send(many, "many-" + draft, Map.of()).body()).contains("takes 5 recipients");
  }

  @Test
  void showsSendsToTheirSenderOnly() {
    var send =
        compose
            .send(compose.draft("Privado", recipient()), "p-" + recipient(), Map.of())
            .text("send");

    assertThat(compose.asBruno("GET", "/sends/" + send, null).status()).isEqualTo(404);
    assertThat(compose.asBruno("POST", "/sends/" + send + "/cancel", null).status()).isEqualTo(404);
  }

  private static String recipient() {
    return "r" + UUID.randomUUID().toString().substring(0, 8) + "@obra.example";
  }

  private static RunningCompose.Answer awaitState(String send, String state) {
    await()
        .atMost(Duration.ofSeconds(25))
        .untilAsserted(
            () -> assertThat(compose.get("/sends/" + send).text("state")).isEqualTo(state));
    return compose.get("/sends/" + send);
  }
}
