package io.correo.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Sends that lie ahead: they can be undone until their time has come.
class ComingSendsTest {
  private static final RunningCompose compose = RunningCompose.shared();
  private static final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @Test
  void givesTheDraftBackWhenSendingIsUndone() {
    var to = Outside.recipient();
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
    var to = Outside.recipient();
    var send =
        compose
            .send(compose.draft("Tarde", to), "toolate-" + to, Map.of("undoSeconds", 0))
            .text("send");
    Eventually.sent(compose, send);

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
        Eventually.sent(compose, outcome.send());
      }
      assertThat(compose.outside.copies(outcome.to())).hasSize(outcome.cancelled() ? 0 : 1);
    }
  }

  private record Outcome(String send, String to, boolean cancelled) {}

  private static Outcome sendAndUndoAfter(int pause) {
    var to = Outside.recipient();
    var send = compose.send(compose.draft("Al borde", to), "edge-" + to, Map.of()).text("send");
    CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS))
        .join();
    var answer = compose.post("/sends/" + send + "/cancel", null);
    return new Outcome(send, to, answer.status() == 200);
  }

  @Test
  void sendsWhatIsScheduledAtItsTime() {
    var to = Outside.recipient();
    var far = Instant.now().plus(Duration.ofDays(3));
    var draft = compose.draft("Programado", to);
    var send = compose.send(draft, "later-" + to, Map.of("sendAt", far.toString()));
    assertThat(send.text("state")).isEqualTo("scheduled");
    assertThat(compose.get("/sends?state=scheduled").body()).contains(send.text("send"));

    var soon = Instant.now().plus(Duration.ofSeconds(1));
    var moved = compose.patch("/sends/" + send.text("send"), Map.of("sendAt", soon.toString()));

    assertThat(moved.status()).isEqualTo(200);
    Eventually.sent(compose, send.text("send"));
    assertThat(Instant.now()).isAfter(soon);
    assertThat(compose.outside.copies(to)).hasSize(1);
    assertThat(
            compose
                .send(compose.draft("x", to), "p-" + to, Map.of("sendAt", "2020-01-01T00:00:00Z"))
                .status())
        .isEqualTo(400);
  }
}
