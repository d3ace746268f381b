package io.correo.sync.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.MailboxId;
import io.correo.sync.world.Account;
import io.correo.sync.world.Kind;
import io.correo.sync.world.World;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Instances that come and go while mailboxes are imported and mail arrives.
class InstancesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final int OLD = 60;
  private static final int ROUNDS = 3;
  private final World world = World.started();

  @Test
  void losesNothingAndTellsNothingAsNewTwiceWhileInstancesComeAndGo() {
    var deadLetters = world.deadLetters();
    var boxes = Stream.of(Kind.values()).map(it -> it.create(world)).toList();
    for (var box : boxes) {
      for (var i = 0; i < OLD; i++) box.receive("Old " + i);
    }
    world.awaitNextSecond();
    var mailboxes = boxes.stream().map(Account::connect).toList();

    for (var round = 0; round < ROUNDS; round++) {
      try (var guest = world.another()) {
        assertThat(guest.isRunning()).isTrue();
        receive(boxes, "With a guest " + round);
      }
      receive(boxes, "Without " + round);
    }

    for (var i = 0; i < boxes.size(); i++) {
      var mailbox = mailboxes.get(i);
      var there = boxes.get(i).truth().size();
      await().atMost(PATIENCE).until(() -> subjects(mailbox).distinct().count() == there);
      assertThat(subjects(mailbox).filter(it -> it.startsWith("With"))).hasSize(2 * ROUNDS);
      assertThat(
              world.topics().facts(mailbox, MessageUpserted.class).stream()
                  .map(MessageUpserted::message)
                  .distinct())
          .hasSize(there);
    }
    assertThat(world.deadLetters()).isEqualTo(deadLetters);
  }

  private static void receive(List<Account> boxes, String subject) {
    boxes.forEach(it -> it.receive(subject));
  }

  private Stream<String> subjects(MailboxId mailbox) {
    return world.topics().facts(mailbox, MessageUpserted.class).stream()
        .map(it -> it.content().subject());
  }
}
