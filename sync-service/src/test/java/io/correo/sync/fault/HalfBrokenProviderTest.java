package io.correo.sync.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.events.MailFact.MessageRemoved;
import io.correo.events.MailboxId;
import io.correo.sync.world.Account;
import io.correo.sync.world.Kind;
import io.correo.sync.world.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A provider that answers nonsense, half of an answer, or now and then nothing.
@Execution(ExecutionMode.CONCURRENT)
class HalfBrokenProviderTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final List<String> ANSWERS =
      List.of(
          "\"action\":\"status\",\"status\":500,\"times\":4",
          "\"action\":\"html\",\"status\":502,\"times\":2",
          // What a proxy says is no word of the provider's.
          "\"action\":\"html\",\"status\":404,\"times\":2",
          "\"action\":\"html\",\"status\":410,\"times\":2",
          "\"action\":\"html\",\"status\":200,\"times\":2",
          "\"action\":\"truncate\",\"times\":2",
          "\"action\":\"dropBefore\",\"times\":2",
          "\"action\":\"dropAfter\",\"times\":2",
          "\"action\":\"slowBody\",\"rate\":1,\"times\":1");
  private final World world = World.started();

  @ParameterizedTest
  @EnumSource(Kind.class)
  void readsWhatIsThereHoweverBrokenTheAnswersInBetween(Kind kind) {
    var deadLetters = world.deadLetters();
    var boxes = ANSWERS.stream().map(_ -> kind.create(world)).toList();
    boxes.forEach(it -> it.receive("Known"));
    var mailboxes = boxes.stream().map(Account::connect).toList();
    for (var i = 0; i < boxes.size(); i++) awaitImported(boxes.get(i), mailboxes.get(i));

    for (var i = 0; i < boxes.size(); i++) {
      boxes.get(i).ownFault(ANSWERS.get(i));
      boxes.get(i).receive("In the end");
    }

    for (var i = 0; i < boxes.size(); i++) {
      var box = boxes.get(i);
      var mailbox = mailboxes.get(i);
      await(ANSWERS.get(i))
          .atMost(PATIENCE)
          .until(() -> box.struck() > 0 && box.hasTold(mailbox, "In the end"));
      assertThat(world.topics().messages(mailbox, "In the end")).hasSize(1);
      assertThat(world.topics().messages(mailbox, "Known")).hasSize(1);
      assertThat(world.topics().facts(mailbox, MessageRemoved.class)).isEmpty();
      assertThat(box.health(mailbox).path("state").asString())
          .isNotEqualTo("needs-reauthorization");
    }
    assertThat(world.deadLetters()).isEqualTo(deadLetters);
  }

  private void awaitImported(Account box, MailboxId mailbox) {
    await().atMost(PATIENCE).until(() -> box.health(mailbox).path("census").isObject());
    world.awaitIdle(mailbox);
  }
}
