package io.correo.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.events.Json;
import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.Topics;
import io.correo.events.ViewChange;
import io.correo.events.ViewChange.ThreadVisibilityChanged;
import io.correo.events.Visibility;
import io.correo.mailbox.store.Commands;
import io.correo.mailbox.thread.OwnVisibility;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whoever finds mail for others hears what was chosen for a conversation alone, whatever crashes,
/// and can ask for it again.
class OwnVisibilityTest {
  private final World world = World.get();
  private final String user = "ana-own-" + UUID.randomUUID().toString().substring(0, 6);
  private MailSim ana;
  private MessageUpserted message;

  @BeforeEach
  void deliver() {
    ana = world.mailbox(user, "ana@acme.example");
    message = ana.letter("Offer").delivered();
    ana.link(message, 1, "obra-" + user);
    await().until(() -> world.get(user, "/threads").get("items").size() == 1);
  }

  @Test
  void tellsWhatWasChosenBeforeItAnswers() {
    choose(Visibility.PRIVATE);
    choose(null);

    assertThat(told()).containsExactly(change(1, Visibility.PRIVATE), change(2, null));
  }

  @Test
  void tellsWhatACrashLeftUntold() {
    world.bean(OwnVisibility.class).choose(message.thread(), Visibility.SUBJECT);

    await().until(() -> !told().isEmpty());
    assertThat(told()).containsExactly(change(1, Visibility.SUBJECT));
    await()
        .until(() -> world.bean(OwnVisibility.class).untold(java.time.Duration.ZERO, 9).isEmpty());
    assertThat(world.bean(Commands.class).uncovered()).isEmpty();
  }

  @Test
  void listsWhatWasChosenForOtherServices() {
    choose(Visibility.METADATA);
    var path =
        world.base().replace("/api/v1", "") + "/internal/mailboxes/" + ana.id + "/visibilities";

    assertThat(world.call(world.token(user), "GET", path, null).statusCode()).isEqualTo(403);
    var service = TestBeans.token("services", "", "email:internal");
    var listed = Json.mapper().readTree(world.call(service, "GET", path, null).body());

    assertThat(listed.path("items")).hasSize(1);
    var item = listed.path("items").get(0);
    assertThat(item.path("thread").asString()).isEqualTo(message.thread().value());
    assertThat(item.path("sequence").asLong()).isEqualTo(1);
    assertThat(item.path("visibility").asString()).isEqualTo("metadata");
  }

  private void choose(@Nullable Visibility visibility) {
    var answer =
        world.call(
            world.token(user),
            "PUT",
            "/threads/" + message.thread() + "/visibility",
            Collections.singletonMap("visibility", visibility));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private ThreadVisibilityChanged change(long sequence, @Nullable Visibility visibility) {
    return new ThreadVisibilityChanged(ana.tenant, ana.id, message.thread(), sequence, visibility);
  }

  private List<ViewChange> told() {
    return world.read(Topics.VIEW).stream()
        .map(record -> Json.mapper().readValue(record.value(), ViewChange.class))
        .filter(ThreadVisibilityChanged.class::isInstance)
        .filter(change -> change.mailbox().equals(ana.id))
        .toList();
  }
}
