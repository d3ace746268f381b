package io.correo.sync.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.sync.world.World;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The store goes away, hangs, cuts connections or is slow.
class StoreOutageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private final World world = World.started();
  private double deadLetters;

  @BeforeEach
  void count() {
    deadLetters = world.deadLetters();
  }

  @AfterEach
  void open() {
    world.storeDoor().open();
  }

  @Test
  void answersPushesWhileTheStoreIsAwayAndReadsThemWhenItIsBack() {
    var gmail = world.gmail();
    var outlook = world.outlook();
    var google = gmail.imported();
    var microsoft = outlook.imported();

    world.storeDoor().shut();
    gmail.receive("While away");
    outlook.receive("While away");
    // Not before whoever needs the store has been refused.
    await()
        .atMost(PATIENCE)
        .until(() -> world.service().get("/actuator/health/work").status() == 503);
    assertThat(gmail.push("")).isEqualTo(204);
    assertThat(world.service().get("/actuator/health/readiness").status()).isEqualTo(200);
    await().atMost(PATIENCE).until(() -> !world.topics().notices(microsoft).isEmpty());
    assertThat(world.topics().messages(google, "While away")).isEmpty();
    world.storeDoor().open();

    await().atMost(PATIENCE).until(() -> gmail.hasTold(google, "While away"));
    await().atMost(PATIENCE).until(() -> outlook.hasTold(microsoft, "While away"));
    assertThat(world.topics().messages(google, "While away")).hasSize(1);
    assertThat(world.topics().messages(microsoft, "While away")).hasSize(1);
    assertThat(world.deadLetters()).isEqualTo(deadLetters);
  }

  @Test
  void answersPushesWhileTheStoreHangs() {
    var gmail = world.gmail();
    var mailbox = gmail.imported();

    world.storeDoor().hold();
    gmail.receive("While it hangs");
    assertThat(gmail.push("")).isEqualTo(204);
    assertThat(world.topics().messages(mailbox, "While it hangs")).isEmpty();
    world.storeDoor().open();

    await().atMost(PATIENCE).until(() -> gmail.hasTold(mailbox, "While it hangs"));
    assertThat(world.deadLetters()).isEqualTo(deadLetters);
  }

  @Test
  void losesNothingThoughItsConnectionsAreCutAgainAndAgain() {
    var outlook = world.outlook();
    var mailbox = outlook.imported();

    var subjects = new String[8];
    for (var i = 0; i < subjects.length; i++) {
      subjects[i] = "Cut " + i;
      outlook.receive(subjects[i]);
      world.storeDoor().cut();
    }

    await().atMost(PATIENCE).until(() -> outlook.hasTold(mailbox, subjects));
    outlook.receive("Whole again");
    await().atMost(PATIENCE).until(() -> outlook.hasTold(mailbox, "Whole again"));
    assertThat(world.deadLetters()).isEqualTo(deadLetters);
  }

  @Test
  void isOnlySlowWhileTheStoreIsSlow() {
    var gmail = world.gmail();
    var mailbox = gmail.imported();
    world.storeDoor().slow(Duration.ofMillis(100));

    gmail.receive("Slowly");

    await().atMost(PATIENCE).until(() -> gmail.hasTold(mailbox, "Slowly"));
    assertThat(world.topics().messages(mailbox, "Slowly")).hasSize(1);
    assertThat(world.deadLetters()).isEqualTo(deadLetters);
  }
}
