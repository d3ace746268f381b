package io.correo.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.mailbox.message.Messages;
import io.correo.mailbox.store.Commands;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A message of one's own that is told while one already acts on it.
class ComingMessageTest {
  private final World world = World.get();

  @Test
  void isNobodyElsesThoughItCameBetweenTwoLooks() {
    var user = "ana-coming";
    var ana = world.mailbox(user, "ana@acme.example");
    ana.folders();
    var coming = ana.letter("Coming").fact();
    var id = coming.message();
    world
        .bean(Commands.class)
        .afterLook(
            id.value(),
            () -> {
              world.tell(coming);
              await().until(() -> world.bean(Messages.class).find(ana.tenant, id) != null);
            });

    var answer =
        world.call(
            world.token(user),
            "POST",
            "/actions",
            Map.of("action", "star", "messages", List.of(id.value())));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    await().until(() -> world.get(user, "/messages/" + id).get("starred").asBoolean());
  }
}
