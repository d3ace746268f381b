package io.correo.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sent once, whatever is asked twice and whatever the provider does.
class SendingTest {
  private static final RunningCompose compose = RunningCompose.shared();
  private static final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void healthy() {
    compose.outside.healthy();
  }

  @Test
  void sendsADraftOnceAndForgetsIt() {
    var to = Outside.recipient();
    var draft = compose.draft("Oferta única", to);

    var accepted = compose.send(draft, "k-" + to, Map.of());

    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.text("state")).isEqualTo("held");
    var send = Eventually.sent(compose, accepted.text("send"));
    assertThat(send.text("message")).startsWith("m_");
    assertThat(compose.outside.copies(to)).hasSize(1);
    assertThat(compose.get("/drafts/" + draft).status()).isEqualTo(404);
    assertThat(compose.outside.drafts("ana@acme.example"))
        .noneMatch(d -> d.get("subject").asString().equals("Oferta única"));
  }

  @Test
  void sendsOneCopyForFiftyRequestsWithOneKey() {
    var to = Outside.recipient();
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
    Eventually.sent(compose, answers.getFirst().text("send"));
    assertThat(compose.outside.copies(to)).hasSize(1);
  }

  @Test
  void sendsOneCopyForManyRequestsWithDifferentKeys() {
    var to = Outside.recipient();
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
    Eventually.sent(compose, accepted.getFirst().text("send"));
    assertThat(compose.outside.copies(to)).hasSize(1);
  }

  @Test
  void refusesAKeyUsedForSomethingElse() {
    var to = Outside.recipient();
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
    var to = Outside.recipient();
    var draft = compose.draft("Otra vez", to);
    var first = compose.send(draft, "again-" + to, Map.of("undoSeconds", 0));
    Eventually.sent(compose, first.text("send"));

    var second = compose.send(draft, "again-" + to, Map.of("undoSeconds", 0));

    assertThat(second.status()).isEqualTo(202);
    assertThat(second.text("send")).isEqualTo(first.text("send"));
    assertThat(second.text("state")).isEqualTo("sent");
    assertThat(compose.outside.copies(to)).hasSize(1);
  }

  @Test
  void asksForAnIdempotencyKey() {
    var draft = compose.draft("Sin clave", Outside.recipient());

    assertThat(compose.post("/drafts/" + draft + "/send", Map.of()).status()).isEqualTo(428);
    assertThat(compose.send(draft, "k".repeat(201), Map.of()).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dropafter", "accept-then-500", "dropbefore", "truncate", "html"})
  void sendsOneCopyThoughTheAnswerIsLost(String fault) {
    var to = Outside.recipient();
    var draft = compose.draft("Con fallo " + fault, to);
    compose.outside.fault(
        "{\"action\":\"%s\",\"times\":1,\"match\":{\"path\":\"drafts/send\"}}".formatted(fault));

    var send = compose.send(draft, "fault-" + to, Map.of("undoSeconds", 0)).text("send");

    Eventually.sent(compose, send);
    assertThat(compose.outside.copies(to)).hasSize(1);
    assertThat(compose.outside.drafts("ana@acme.example"))
        .noneMatch(d -> d.get("subject").asString().contains(fault));
  }

  @Test
  void waitsForASentCopyThatShowsUpLate() {
    var to = Outside.recipient();
    var draft = compose.draft("Copia tardía", to);
    compose.outside.fault(
        "{\"action\":\"dropafter\",\"times\":1,\"match\":{\"path\":\"drafts/send\"}}");
    compose.outside.fault("{\"action\":\"sentCopyDelay\",\"times\":1,\"delay\":\"4s\"}");

    var send = compose.send(draft, "late-" + to, Map.of("undoSeconds", 0)).text("send");

    Eventually.sent(compose, send);
    assertThat(compose.outside.copies(to)).hasSize(1);
  }

  @Test
  void saysUnknownWhenTheSentCopyIsNeverFound() {
    var to = Outside.recipient();
    var draft = compose.draft("Desconocido", to);
    compose.outside.fault(
        "{\"action\":\"dropafter\",\"times\":1,\"match\":{\"path\":\"drafts/send\"}}");
    compose.outside.fault("{\"action\":\"sentCopyDelay\",\"times\":1,\"delay\":\"60s\"}");

    var send = compose.send(draft, "unknown-" + to, Map.of("undoSeconds", 0)).text("send");

    var answer = Eventually.state(compose, send, "unknown");
    assertThat(answer.text("problem")).contains("Sent");
    assertThat(compose.outside.copies(to)).hasSize(1);
    assertThat(compose.get("/drafts/" + draft).status()).isEqualTo(200);
  }

  @Test
  void showsTheProvidersRefusalAndGivesTheDraftBack() {
    var to = Outside.recipient();
    var draft = compose.draft("Rechazado", to);
    compose.outside.fault(
        "{\"action\":\"status\",\"status\":400,\"times\":1,\"match\":{\"path\":\"drafts/send\"}}");

    var send = compose.send(draft, "refused-" + to, Map.of("undoSeconds", 0)).text("send");

    var answer = Eventually.state(compose, send, "failed");
    assertThat(answer.json().at("/provider/status").asInt()).isEqualTo(400);
    assertThat(compose.outside.copies(to)).isEmpty();
    assertThat(compose.get("/drafts/" + draft).status()).isEqualTo(200);
    var again = compose.send(draft, "refused-again-" + to, Map.of("undoSeconds", 0)).text("send");
    Eventually.sent(compose, again);
    assertThat(compose.outside.copies(to)).hasSize(1);
  }

  @Test
  void sendsLaterWhenTheProviderAsksToWait() {
    var to = Outside.recipient();
    var draft = compose.draft("Espera", to);
    compose.outside.fault(
        "{\"action\":\"throttle\",\"retryAfter\":3,\"times\":1,\"match\":{\"path\":\"drafts/send\"}}");

    var send = compose.send(draft, "wait-" + to, Map.of("undoSeconds", 0)).text("send");

    Eventually.sent(compose, send);
    assertThat(compose.outside.copies(to)).hasSize(1);
  }

  @Test
  void takesANewGrantWhenTheOldOneEnded() {
    var to = Outside.recipient();
    var draft = compose.draft("Caducado", to);
    compose.outside.fault(
        "{\"action\":\"status\",\"status\":401,\"times\":1,\"match\":{\"path\":\"drafts/send\"}}");

    var send = compose.send(draft, "expired-" + to, Map.of("undoSeconds", 0)).text("send");

    Eventually.sent(compose, send);
    assertThat(compose.outside.copies(to)).hasSize(1);
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
            .send(
                compose.draft("Privado", Outside.recipient()), "p-" + Outside.recipient(), Map.of())
            .text("send");

    assertThat(compose.asBruno("GET", "/sends/" + send, null).status()).isEqualTo(404);
    assertThat(compose.asBruno("POST", "/sends/" + send + "/cancel", null).status()).isEqualTo(404);
  }
}
