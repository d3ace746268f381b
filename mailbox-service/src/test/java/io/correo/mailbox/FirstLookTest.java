package io.correo.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirstLookTest {
  private final World world = World.get();

  @Test
  void showsANewMessageInTheListTheConversationAndItsBody() {
    var ana = world.mailbox("ana-first", "ana@acme.example");
    ana.folders();
    var message = ana.letter("Offer").html("<p>Hi <script>alert(1)</script></p>").delivered();

    await()
        .pollInterval(Duration.ofMillis(10))
        .until(() -> world.get("ana-first", "/threads").get("items").size() == 1);
    var row = world.get("ana-first", "/threads").get("items").get(0);
    assertThat(row.get("subject").asString()).isEqualTo("Offer");
    assertThat(row.get("unread").asBoolean()).isTrue();

    var thread = world.get("ana-first", "/threads/" + message.thread());
    assertThat(thread.get("messages")).hasSize(1);
    var body = world.get("ana-first", "/messages/" + message.message() + "/body");
    assertThat(body.get("html").asString()).isEqualTo("<p>Hi </p>");
  }

  @Test
  void doesWhatUsersAskAndShowsItAtOnce() {
    var ana = world.mailbox("ana-acts", "ana@acme.example");
    ana.folders();
    var message = ana.letter("Offer").delivered();
    await().until(() -> world.get("ana-acts", "/threads").get("items").size() == 1);

    for (var action : List.of("read", "star", "trash")) {
      var answer =
          world.call(
              world.token("ana-acts"),
              "POST",
              "/actions",
              Map.of("action", action, "threads", List.of(message.thread().value())));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    assertThat(world.get("ana-acts", "/threads").get("items")).isEmpty();
    assertThat(world.get("ana-acts", "/threads?role=trash").get("items")).hasSize(1);
    await()
        .until(
            () ->
                world.provider.calls.stream()
                        .filter(c -> c.mailbox().equals(ana.id.value()))
                        .count()
                    == 3);
  }
}
