package io.correo.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.events.FolderRole;
import io.correo.events.MailFact.MessageStateChanged;
import io.correo.sync.world.World;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What a provider that is busy, or not there, does to the mailbox and to others.
class ThrottleTest {
  private final World world = World.started();

  @Test
  void waitsAsLongAsGoogleAsksAndLosesNothing() {
    var gmail = world.gmail();
    var mailbox = gmail.imported();
    var other = world.gmail();
    var neighbour = other.imported();
    gmail.fault(
        """
        {"action":"throttle","status":429,"retryAfter":4,"times":1,
         "match":{"path":".*history.*","address":"%s"}}"""
            .formatted(gmail.address()));
    var began = System.nanoTime();

    gmail.receive("Later");
    other.receive("Now");

    await()
        .atMost(Duration.ofSeconds(3))
        .untilAsserted(() -> assertThat(world.topics().messages(neighbour, "Now")).hasSize(1));
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> assertThat(world.topics().messages(mailbox, "Later")).hasSize(1));
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(4));
  }

  @Test
  void triesAgainWhenGoogleDoesNotAnswer() {
    var gmail = world.gmail();
    var mailbox = gmail.imported();
    gmail.fault(
        """
        {"action":"status","status":503,"times":4,
         "match":{"path":".*history.*","address":"%s"}}"""
            .formatted(gmail.address()));

    gmail.receive("In the end");

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(world.topics().messages(mailbox, "In the end")).hasSize(1));
  }

  @Test
  void refreshesATokenThatGoogleNoLongerTakes() {
    var gmail = world.gmail();
    var mailbox = gmail.imported();
    gmail.fault("{\"action\":\"expireTokens\",\"address\":\"%s\"}".formatted(gmail.address()));

    gmail.receive("With a new token");

    await()
        .untilAsserted(
            () -> assertThat(world.topics().messages(mailbox, "With a new token")).hasSize(1));
    assertThat(world.ana().get("/api/v1/mailboxes/" + mailbox).json().path("state").asString())
        .isEqualTo("connected");
  }

  @Test
  void tellsOfAMessageThatGoogleDoesNotGive() {
    var gmail = world.gmail();
    var refused = gmail.receive("Refused");
    gmail.receive("Given");
    gmail.fault(
        """
        {"action":"status","status":400,"times":50,
         "match":{"path":".*messages/%s.*","address":"%s"}}"""
            .formatted(refused, gmail.address()));

    var mailbox = gmail.imported();

    assertThat(world.topics().messages(mailbox, "Given")).hasSize(1);
    var held = world.topics().messages(mailbox, "");
    assertThat(held)
        .singleElement()
        .satisfies(it -> assertThat(it.content().problems()).isNotEmpty());
    // The list of its label says where it is, though nothing else does.
    await()
        .untilAsserted(
            () ->
                assertThat(world.topics().facts(mailbox, MessageStateChanged.class))
                    .singleElement()
                    .matches(it -> it.message().equals(held.getFirst().message()))
                    .matches(it -> it.state().in(FolderRole.INBOX) && it.state().unread()));
  }
}
