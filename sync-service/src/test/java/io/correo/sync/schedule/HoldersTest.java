package io.correo.sync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HoldersTest {
  private static final long SECOND = 1_000_000_000L;
  private final Holders holders = new Holders(Duration.ofSeconds(10));

  @Test
  void takesASilentHolderForDeadAfterTheLease() {
    assertThat(holders.isDead(held(7), 0)).isFalse();
    assertThat(holders.isDead(held(7), 9 * SECOND)).isFalse();
    assertThat(holders.isDead(held(7), 10 * SECOND)).isTrue();
  }

  @Test
  void believesInAHeartbeat() {
    assertThat(holders.isDead(held(7), 0)).isFalse();
    assertThat(holders.isDead(held(8), 12 * SECOND)).isFalse();
    assertThat(holders.isDead(held(8), 20 * SECOND)).isFalse();
  }

  private static Due held(long beat) {
    var mailbox = new MailboxId("mb");
    return new Due(mailbox, new TenantId("t"), false, Instant.EPOCH, 1, "other", beat, 0, 0);
  }
}
