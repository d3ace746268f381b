package io.correo.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SendingTest {
  private static RunningCompose compose;

  @BeforeAll
  static void start() {
    compose = new RunningCompose();
  }

  @AfterAll
  static void stop() {
    compose.close();
  }

  @AfterEach
  void healthy() {
    compose.outside.healthy();
  }

  @Test
  void sendsADraftOnceAndForgetsIt() {
    var to = recipient();
    var draft = compose.draft("Oferta", to);

    var accepted = compose.send(draft, "k-" + to, Map.of());

    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.text("state")).isEqualTo("held");
    var send = awaitState(accepted.text("send"), "sent");
    assertThat(send.text("message")).startsWith("m_");
    assertThat(compose.outside.copies(to)).hasSize(1);
    assertThat(compose.get("/drafts/" + draft).status()).isEqualTo(404);
    assertThat(compose.outside.drafts("ana@acme.example")).isEmpty();
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
