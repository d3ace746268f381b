package io.correo.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.sync.world.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may say that a mailbox has changed.
class PushTest {
  private final World world = World.started();

  @Test
  void takesAPushOfGoogle() {
    assertThat(world.gmail().push("")).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "missing",
        "none",
        "hs256",
        "other-key",
        "unknown-kid",
        "audience",
        "account",
        "unverified",
        "expired",
        "future",
        "issuer"
      })
  void refusesAForgedPush(String forgery) {
    var gmail = world.gmail();
    var before = world.counted("correo.notices");

    assertThat(gmail.push(forgery)).isIn(401, 403);

    assertThat(world.counted("correo.notices")).isEqualTo(before + 1);
  }

  @Test
  void saysThatItCannotKeepANotice() {
    var gmail = world.gmail();
    world.broker().failFor(gmail.address());

    assertThat(gmail.push("")).isEqualTo(503);

    world.broker().heal();
    assertThat(gmail.push("")).isEqualTo(204);
  }
}
