package io.correo.sync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RotaTest {
  private static final TenantId BIG = new TenantId("big");
  private static final TenantId SMALL = new TenantId("small");

  @Test
  void letsTenantsTakeTurns() {
    var due = List.of(due("b1", BIG), due("b2", BIG), due("b3", BIG), due("s1", SMALL));

    var order = Rota.order(due, Map.of());

    assertThat(order)
        .extracting(it -> it.mailbox().value())
        .containsExactly("b1", "s1", "b2", "b3");
  }

  @Test
  void prefersWhoHasFewestAtWork() {
    var due = List.of(due("b1", BIG), due("b2", BIG), due("s1", SMALL));

    var order = Rota.order(due, Map.of(BIG, 5));

    assertThat(order.getFirst().mailbox().value()).isEqualTo("s1");
  }

  private static Due due(String mailbox, TenantId tenant) {
    return new Due(new MailboxId(mailbox), tenant, false, Instant.EPOCH, 1, null, 0, 0, 0);
  }
}
