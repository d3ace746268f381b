package io.correo.sync.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.events.ConnectedMailbox;
import io.correo.events.ConnectedMailbox.State;
import io.correo.provider.MailProviders;
import io.correo.sync.mailbox.Mailbox;
import io.correo.sync.mailbox.Mailboxes;
import io.correo.sync.world.FolderConsent;
import io.correo.sync.world.FolderMailbox;
import io.correo.sync.world.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A provider that gives a new refresh token with every refresh.
class RefreshTest {
  private final World world = World.started();
  private final HeldTokens tokens = world.bean(HeldTokens.class);
  private final FolderConsent consent = world.folderConsent();
  private final FolderMailbox box = world.folders();
  private final Mailbox mailbox = world.bean(Mailboxes.class).find(box.imported());

  @AfterEach
  void answersAtOnceAgain() {
    consent.beforeAnswer(() -> {});
  }

  @Test
  void keepsTheNewestRefreshTokenWhenASlowInstanceComesBackWithAnOlderOne() throws Exception {
    var old = tokens.find(mailbox);
    tokens.expire(mailbox.id(), null);
    var issued = new CountDownLatch(1);
    var hold = new CountDownLatch(1);
    consent.beforeAnswer(
        () -> {
          issued.countDown();
          uninterruptibly(hold);
        });
    var slow = new FutureTask<>(() -> instance(Duration.ofSeconds(20)).fresh(mailbox));
    Thread.ofVirtual().start(slow);
    issued.await();
    consent.beforeAnswer(() -> {});

    var quick = instance(Duration.ZERO).fresh(mailbox);
    hold.countDown();

    assertThat(quick.refreshToken()).isNotEqualTo(old.refreshToken());
    assertThat(slow.get().refreshToken()).isEqualTo(quick.refreshToken());
    assertThat(tokens.find(mailbox).refreshToken()).isEqualTo(quick.refreshToken());
    assertThat(tokens.find(mailbox).refreshing()).isNull();
  }

  @Test
  void refreshesWithTheTokenThatCameLast() {
    tokens.expire(mailbox.id(), null);
    var first = instance(Duration.ZERO).fresh(mailbox).refreshToken();
    tokens.expire(mailbox.id(), null);

    instance(Duration.ZERO).fresh(mailbox);

    assertThat(consent.asked.getLast()).isEqualTo(first);
  }

  @Test
  void asksADeadGrantOnceAndTheUserOnce() {
    consent.kill(mailbox.account());
    world.bean(Grants.class).expiredHash(mailbox.id(), null);
    var before = asked();

    box.wake(mailbox.id());
    await().untilAsserted(() -> assertThat(refusals()).isEqualTo(1));
    for (var i = 0; i < 3; i++) {
      // Who still holds the mailbox as it was is told the same without a call.
      assertThat(catching())
          .isInstanceOf(io.correo.provider.ProviderException.ReconnectRequired.class);
      box.wake(mailbox.id());
    }

    assertThat(asked()).isEqualTo(before + 1);
    assertThat(refusals()).isEqualTo(1);
  }

  @Test
  void flowsAgainOnceTheUserHasAgreed() {
    consent.kill(mailbox.account());
    world.bean(Grants.class).expiredHash(mailbox.id(), null);
    box.wake(mailbox.id());
    await().untilAsserted(() -> assertThat(refusals()).isEqualTo(1));

    box.reconnect(mailbox.id());
    box.receive("inbox", "Flows again");
    box.wake(mailbox.id());

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(world.topics().messages(mailbox.id(), "Flows again")).hasSize(1));
  }

  private Throwable catching() {
    try {
      instance(Duration.ZERO).fresh(mailbox);
      return new AssertionError("there was a token");
    } catch (RuntimeException failure) {
      return failure;
    }
  }

  private long asked() {
    return consent.asked.stream().filter(it -> it.startsWith(mailbox.account())).count();
  }

  private long refusals() {
    return world.topics().accounts(mailbox.id()).stream()
        .filter(it -> it.state() == State.NEEDS_REAUTHORIZATION)
        .map(ConnectedMailbox::revision)
        .distinct()
        .count();
  }

  /// Another instance of the service, as far as refreshing goes.
  private Refresh instance(Duration patience) {
    var mine = world.bean(GrantSettings.class);
    var settings =
        new GrantSettings(
            mine.secretKey(),
            mine.margin(),
            mine.lifetime(),
            patience,
            mine.kept(),
            mine.limits(),
            mine.shares());
    return new Refresh(
        tokens,
        world.bean(Mailboxes.class),
        world.bean(MailProviders.class),
        settings,
        Clock.systemUTC(),
        new SimpleMeterRegistry());
  }

  private static void uninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
