package io.correo.compose.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.correo.compose.send.SendState.Held;
import io.correo.compose.send.SendState.Queued;
import io.correo.compose.send.SendState.Resolving;
import io.correo.compose.send.SendState.Sending;
import io.correo.events.Json;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SendStateTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  @Test
  void isNotClaimedWhileItCanBeUndone() {
    var held = new Held(NOW.plusMillis(1));

    assertThatThrownBy(() -> held.claim(NOW)).isInstanceOf(IllegalStateException.class);
    assertThat(held.claim(NOW.plusMillis(1))).isEqualTo(new Sending(null, NOW.plusMillis(1)));
  }

  @Test
  void isQueuedAgainWhenNothingCanHaveLeft() {
    var claimed = new Held(NOW).claim(NOW);

    assertThat(claimed.unanswered(NOW, NOW)).isInstanceOf(Queued.class);
    assertThat(claimed.with("draft").unanswered(NOW, NOW)).isInstanceOf(Resolving.class);
  }

  @Test
  void countsTheWindowFromWhenTheDraftWasSeenConsumed() {
    var first = new Resolving("d", NOW, NOW, null, null).consumed(NOW.plusSeconds(120), NOW);
    var second = first.consumed(NOW.plusSeconds(500), NOW);

    assertThat(second.until()).isEqualTo(NOW.plus(Duration.ofMinutes(2)));
  }

  @Test
  void isWrittenByItsNameAndReadBack() {
    SendState state = new Queued(NOW, "asked to wait");

    var json = Json.mapper().writeValueAsString(state);

    assertThat(json).contains("\"state\":\"queued\"");
    assertThat(Json.mapper().readValue(json, SendState.class)).isEqualTo(state);
  }
}
