package io.correo.sync.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import io.correo.events.MailboxId;
import io.correo.sync.world.Account;
import io.correo.sync.world.Kind;
import io.correo.sync.world.World;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A provider that does not answer anybody.
class SilentProviderTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int SILENT = 4;
  private final World world = World.started();

  @ParameterizedTest
  @EnumSource(Kind.class)
  void isLeftAloneWhileAllGoesOnWithTheOther(Kind kind) {
    var deadLetters = world.deadLetters();
    var boxes = Stream.generate(() -> kind.create(world)).limit(SILENT).toList();
    var mailboxes = boxes.stream().map(Account::imported).toList();
    var other = kind == Kind.GMAIL ? world.outlook() : world.gmail();
    var elsewhere = other.imported();
    var path = kind == Kind.GMAIL ? "gmail/v1/" : "^/v1.0/";
    var outage =
        boxes
            .getFirst()
            .fault(
                "{\"action\":\"dropBefore\",\"times\":-1,\"match\":{\"path\":\"%s\"}}"
                    .formatted(path));

    try {
      boxes.forEach(it -> it.receive("In the end"));
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                mailboxes.forEach(world::wake);
                return mailboxes.stream().anyMatch(it -> problem(it).contains("left alone"));
              });
      other.receive("Meanwhile");
      await().atMost(PATIENCE).until(() -> other.hasTold(elsewhere, "Meanwhile"));
    } finally {
      world.disarm(outage);
    }

    for (var i = 0; i < SILENT; i++) {
      var box = boxes.get(i);
      var mailbox = mailboxes.get(i);
      await().atMost(PATIENCE).until(() -> box.hasTold(mailbox, "In the end"));
      assertThat(world.topics().messages(mailbox, "In the end")).hasSize(1);
    }
    assertThat(world.deadLetters()).isEqualTo(deadLetters);
  }

  private String problem(MailboxId mailbox) {
    var stored =
        world.store().getCollection("schedule").find(Filters.eq("_id", mailbox.value())).first();
    return String.valueOf(stored == null ? null : stored.get("problem"));
  }
}
