package io.correo.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.Origin;
import io.correo.sync.world.World;
import java.time.Duration;
import java.util.stream.Stream;
import org.hamcrest.BaseMatcher;
import org.hamcrest.Description;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A mailbox that takes more than a moment to import.
@Execution(ExecutionMode.CONCURRENT)
class ImportTest {
  private static final int MANY = 400;
  private final World world = World.started();

  @Test
  void tellsNewMailWhileAnImportSpendsTheBudget() {
    var gmail = world.gmail();
    for (var i = 0; i < MANY; i++) gmail.receive("Old " + i);
    var mailbox = gmail.connect();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> world.topics().facts(mailbox, MessageUpserted.class).size() > 50);

    gmail.receive("Urgent");

    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(world.topics().messages(mailbox, "Urgent")).hasSize(1));
    var told = world.topics().facts(mailbox, MessageUpserted.class).size();
    assertThat(told).isLessThan(MANY);
    assertThat(world.topics().messages(mailbox, "Urgent").getFirst().origin())
        .isEqualTo(Origin.LIVE);
    var progress = gmail.health(mailbox).path("import");
    assertThat(progress.path("state").asString()).isEqualTo("running");
    assertThat(progress.path("total").asInt()).isGreaterThanOrEqualTo(MANY);
  }

  @Test
  void waitsWhileItIsPausedAndGoesOnWithoutRepeating() {
    var gmail = world.gmail();
    for (var i = 0; i < 150; i++) gmail.receive("Old " + i);
    var mailbox = gmail.connect();
    await().until(() -> !world.topics().facts(mailbox, MessageUpserted.class).isEmpty());

    var path = "/api/v1/mailboxes/" + mailbox + "/import/";
    var paused = world.ana().post(path + "pause", "{}").json();
    assertThat(paused.path("import").path("state").asString()).isEqualTo("paused");
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(30))
        .until(() -> world.topics().facts(mailbox, MessageUpserted.class).size(), new Still());
    assertThat(world.topics().facts(mailbox, MessageUpserted.class)).hasSizeLessThan(150);
    world.ana().post(path + "resume", "{}");

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(gmail.health(mailbox).path("import").path("state").asString())
                    .isEqualTo("done"));
    var told = world.topics().facts(mailbox, MessageUpserted.class);
    assertThat(told).hasSize(150);
    assertThat(told.stream().map(MessageUpserted::message).distinct()).hasSize(150);
  }

  @Test
  void beginsWithTheNewestMessageOfEveryConversation() {
    var gmail = world.gmail();
    var newest =
        Stream.of("Roof", "Doors", "Paint").map(it -> gmail.receiveConversation(it, 4)).toList();

    var mailbox = gmail.imported();

    var told = world.topics().facts(mailbox, MessageUpserted.class);
    assertThat(told).hasSize(12);
    assertThat(told.stream().map(MessageUpserted::thread).distinct()).hasSize(3);
    assertThat(told.stream().limit(3).map(MessageUpserted::ref))
        .containsExactlyElementsOf(newest.reversed());
  }

  /// True while a number stays the same.
  private static final class Still extends BaseMatcher<Integer> {
    private Object before = -1;

    @Override
    public boolean matches(Object now) {
      var same = now.equals(before);
      before = now;
      return same;
    }

    @Override
    public void describeTo(Description description) {
      description.appendText("the same number as before");
    }
  }
}
