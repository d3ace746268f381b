package io.correo.sync.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.events.MailFact.MessageUpserted;
import io.correo.sync.world.Kind;
import io.correo.sync.world.World;
import java.time.Duration;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Access tokens that end before their time.
@Execution(ExecutionMode.CONCURRENT)
class TokenTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int OLD = 60;
  private final World world = World.started();

  @ParameterizedTest
  @EnumSource(Kind.class)
  void goesOnWithAnImportWhoseTokenEndsInTheMiddle(Kind kind) {
    var box = kind.create(world);
    for (var i = 0; i < OLD; i++) box.receive("Old " + i);
    world.awaitNextSecond();
    var mailbox = box.connect();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> !world.topics().facts(mailbox, MessageUpserted.class).isEmpty());

    box.fault("{\"action\":\"expireTokens\",\"address\":\"%s\"}".formatted(box.address()));
    box.receive("Live");

    await().atMost(PATIENCE).until(() -> box.hasTold(mailbox, "Live"));
    await().atMost(PATIENCE).until(() -> box.health(mailbox).path("census").isObject());
    var told = world.topics().facts(mailbox, MessageUpserted.class);
    assertThat(told.stream().map(MessageUpserted::message).distinct()).hasSize(OLD + 1);
    assertThat(told).hasSize(OLD + 1);
    assertThat(world.ana().get("/api/v1/mailboxes/" + mailbox).json().path("state").asString())
        .isEqualTo("connected");
  }
}
