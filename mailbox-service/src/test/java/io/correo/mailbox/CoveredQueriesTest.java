package io.correo.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.mailbox.store.Commands;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Listens to the driver while the service does a bit of everything.
class CoveredQueriesTest {
  private final World world = World.get();

  @Test
  void asksTheStoreNothingThatNoIndexCarries() {
    var user = "ana-covered";
    var ana = world.mailbox(user, "ana@acme.example");
    ana.folders();
    var message = ana.letter("Offer").delivered();
    ana.letter("Draft").draft().delivered();
    ana.link(message, 1, "covered");
    await().until(() -> world.get(user, "/threads?account=covered").get("items").size() == 1);
    var cursor = world.get(user, "/threads?limit=1");
    for (var path :
        List.of(
            "/session",
            "/settings",
            "/folders",
            "/threads?role=drafts",
            "/threads?role=drafts&cursor=MTo5OTk5OTk5OTk5OTk5Onh4",
            "/threads?role=sent&unread=true&cursor=MTo5OTk5OTk5OTk5OTk5Onh4",
            "/threads/" + message.thread(),
            "/messages?ids=" + message.message(),
            "/crm/accounts/covered/threads?cursor=MTo5OTk5OTk5OTk5OTk5Onh4",
            "/contacts/marta@obra.example/threads",
            "/contacts/c1/threads",
            "/access-requests")) {
      assertThat(world.get(user, path)).isNotNull();
    }
    assertThat(cursor.get("items")).hasSize(1);
    var acted =
        world.call(
            world.token(user),
            "POST",
            "/actions",
            Map.of("action", "trash", "select", Map.of("role", "inbox")));
    assertThat(acted.statusCode()).as(acted.body()).isEqualTo(202);
    await().until(() -> world.sync.woken.contains(ana.id.value()));
    ana.caughtUp(java.time.Instant.now().plusSeconds(60));
    await().until(() -> !world.get(user, "/messages/" + message.message()).has("pending"));

    var commands = world.bean(Commands.class);
    assertThat(commands.seen()).hasSizeGreaterThan(25);
    assertThat(commands.uncovered()).isEmpty();
  }
}
