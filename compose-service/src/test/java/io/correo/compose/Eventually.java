package io.correo.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.compose.Caller.Answer;
import java.time.Duration;
import java.util.Map;

/// Waits for what must become true by itself.
final class Eventually {
  private static final Duration LONG = Duration.ofSeconds(60);

  private Eventually() {}

  /// The send, once it has come to this state.
  static Answer state(RunningCompose compose, String send, String state) {
    var path = "/sends/" + send;
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(compose.get(path).text("state")).isEqualTo(state));
    return compose.get(path);
  }

  static Answer sent(RunningCompose compose, String send) {
    return state(compose, send, "sent");
  }

  /// The provider has the draft as it is.
  static void mirrored(RunningCompose compose, String draft) {
    var path = "/drafts/" + draft;
    await().atMost(LONG).until(() -> compose.get(path).json().get("savedAtProvider").asBoolean());
  }

  /// Sends the draft and gives what the recipient received.
  static String copy(RunningCompose compose, String draft, String recipient, String subject) {
    var send = compose.send(draft, "copy-" + draft, Map.of("undoSeconds", 0));
    assertThat(send.status()).as(send.body()).isEqualTo(202);
    sent(compose, send.text("send"));
    var copy =
        compose.outside.copies(recipient).stream()
            .filter(it -> it.get("subject").asString().equals(subject))
            .findFirst()
            .orElseThrow();
    return compose.outside.copy(copy.get("n").asInt());
  }
}
