package io.correo.sync.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.Filters;
import io.correo.events.MailboxId;
import io.correo.provider.Grant.UserConsent;
import io.correo.provider.MailConsent;
import io.correo.provider.ProviderException.Throttled;
import io.correo.sync.mailbox.Mailbox;
import io.correo.sync.mailbox.Mailboxes;
import io.correo.sync.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class GrantsTest {
  private final World world = World.started();
  private final Grants grants = world.bean(Grants.class);

  @Test
  void refreshesATokenOnceForAllWhoAskAtTheSameTime() throws Exception {
    var mailbox = mailbox(world.gmail().imported());
    var before = world.counted("correo.tokens.refreshed");
    grants.expiredHash(mailbox.id(), null);

    var leased = new ArrayList<Future<UserConsent>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<UserConsent> lease = () -> grants.lease(mailbox, Purpose.MAILBOX);
      for (var i = 0; i < 30; i++) leased.add(threads.submit(lease));
    }

    assertThat(world.counted("correo.tokens.refreshed")).isEqualTo(before + 1);
    var tokens = new HashSet<String>();
    for (var lease : leased) tokens.add(lease.get().accessToken());
    assertThat(tokens).hasSize(1);
  }

  @Test
  void keepsTheNewestToken() {
    var mailbox = mailbox(world.gmail().imported());
    var tokens = world.bean(HeldTokens.class);
    var old = tokens.find(mailbox);
    var newer = new MailConsent.Tokens("newer", Duration.ofHours(1), "newer-r");
    var older = new MailConsent.Tokens("older", Duration.ofHours(1), "older-r");

    tokens.put(mailbox, newer);

    assertThat(tokens.replace(mailbox, old.version(), older)).isFalse();
    assertThat(tokens.find(mailbox).accessToken()).isEqualTo("newer");
    assertThat(tokens.find(mailbox).refreshToken()).isEqualTo("newer-r");
  }

  @Test
  void storesNoTokenInTheClear() {
    var mailbox = mailbox(world.gmail().imported());

    var stored =
        world.store().getCollection("grants").find(Filters.eq("_id", mailbox.id().value())).first();

    var token = grants.lease(mailbox, Purpose.SYNC).accessToken();
    assertThat(stored.toJson()).doesNotContain(token);
  }

  @Test
  void callsNobodyBeforeTheTimeTheProviderSet() {
    var mailbox = mailbox(world.gmail().imported());
    world.bean(Throttles.class).remember(mailbox, Duration.ofMinutes(1), false);

    assertThatThrownBy(() -> grants.lease(mailbox, Purpose.SYNC))
        .isInstanceOfSatisfying(
            Throttled.class,
            it -> assertThat(it.retryAfter()).isGreaterThan(Duration.ofSeconds(50)));
  }

  @Test
  void goesOnWithALeaseUntilItHearsOfSomethingElse() {
    var mailbox = mailbox(world.gmail().imported());
    var lease = grants.hold(mailbox, Purpose.SYNC);

    assertThat(grants.hold(mailbox, Purpose.SYNC)).isSameAs(lease);
    grants.expired(mailbox.id(), lease.accessToken());
    assertThat(grants.hold(mailbox, Purpose.SYNC).accessToken()).isNotEqualTo(lease.accessToken());
    grants.toldToWait(mailbox, Duration.ofMinutes(1), false);
    assertThatThrownBy(() -> grants.hold(mailbox, Purpose.SYNC)).isInstanceOf(Throttled.class);
  }

  @Test
  void givesTheIdleSharesToSync() {
    var mailbox = mailbox(world.gmail().imported());

    var alone = grants.lease(mailbox, Purpose.SYNC).budget().unitsPerMinute();
    grants.usedBy(mailbox.id(), Purpose.MAILBOX);
    grants.usedBy(mailbox.id(), Purpose.COMPOSE);
    var shared = grants.lease(mailbox, Purpose.SYNC).budget().unitsPerMinute();

    assertThat(alone).isEqualTo(5850);
    assertThat(shared).isEqualTo(4095);
  }

  private Mailbox mailbox(MailboxId id) {
    return world.bean(Mailboxes.class).find(id);
  }
}
