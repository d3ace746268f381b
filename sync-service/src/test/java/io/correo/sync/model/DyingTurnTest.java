package io.correo.sync.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.events.MailboxId;
import io.correo.simulator.fault.Fault.Action;
import io.correo.simulator.mail.Label;
import io.correo.simulator.mail.Mailbox;
import io.correo.simulator.mail.Mailboxes;
import io.correo.sync.schedule.ByHand;
import io.correo.sync.schedule.Turn.Next;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// A turn that ends between telling and remembering what it told: nothing of it stays wrong.
class DyingTurnTest {
  private static final WalkingWorld WALKING = WalkingWorld.started();
  private static final int ENOUGH = 40;
  private static final String TELLING = "update telling";
  private static final String LEDGER = "update ledger";
  private static final String FACTS = "send mail.changes";

  private final GmailUser user = new GmailUser(WALKING.world(), ENOUGH);
  private final Mailbox gmail = WALKING.world().outside(Mailboxes.class).find(user.address());
  private final ByHand instance = new ByHand(WALKING.world(), Walk.LANE);
  private final ByHand other = new ByHand(WALKING.world(), Walk.LANE);
  private final Disturbances disturbances = new Disturbances(WALKING.world(), user.address());
  private final MailboxId mailbox = user.connect(WALKING.world());

  @Test
  void takesBackAMessageItToldThatWasDeletedSince() {
    settle();
    user.receive(new Random(1));

    dieBefore(LEDGER);
    gmail.remove(only());
    settle();

    assertThat(shown().shown()).isEmpty();
  }

  @Test
  void takesBackAStarItToldThatIsNoMore() {
    user.receive(new Random(1));
    settle();
    gmail.relabel(only(), Set.of(Label.STARRED), Set.of());

    dieBefore(LEDGER);
    gmail.relabel(only(), Set.of(), Set.of(Label.STARRED));
    settle();

    assertThat(shown().shown()).isEqualTo(user.truth(mailbox));
  }

  @Test
  void tellsNothingOnceAnotherInstanceTookOver() {
    user.receive(new Random(1));
    settle();
    gmail.relabel(only(), Set.of(Label.STARRED), Set.of());

    var message = only();
    standStillBefore(
        TELLING,
        () -> {
          gmail.relabel(message, Set.of(), Set.of(Label.STARRED));
          other.take(mailbox);
        });

    assertThat(shown().shown()).isEqualTo(user.truth(mailbox));
    settle();
    assertThat(shown().shown()).isEqualTo(user.truth(mailbox));
  }

  @Test
  void isCorrectedByWhoeverTookOverWhenItStoodStillInTheMiddleOfTelling() {
    settle();
    user.receive(new Random(1));

    standStillBefore(
        FACTS,
        () -> {
          gmail.remove(only());
          other.take(mailbox);
        });
    settle();

    assertThat(shown().shown()).isEmpty();
  }

  @Test
  void remembersWhatAnInstanceToldThatWasTakenOverBeforeItSaidSo() {
    settle();
    user.receive(new Random(1));

    standStillBefore(TELLING, 2, () -> other.take(mailbox));
    settle();
    gmail.remove(only());
    settle();

    assertThat(shown().shown()).isEmpty();
  }

  @Test
  void doesNotTakeADraftThatWasWrittenOnForGoneWhereTheHistoryIsForgotten() {
    settle();
    var draft = user.write(new Random(1));

    dieBefore(TELLING, 2);
    gmail.expireHistory();
    gmail.replaceDraft(gmail.draftOf(draft.id()), draft.content(), Instant.now(), null);
    settle();

    assertThat(shown().gone()).isEmpty();
    assertThat(shown().shown()).isEqualTo(user.truth(mailbox));
  }

  @Test
  void doesNotTakeADraftForGoneOfWhichAnImportWillTellTheNewName() {
    var random = new Random(1);
    receiveMany(random);
    instance.take(mailbox);
    var draft = user.write(random);

    dieBefore(TELLING, 2);
    gmail.expireHistory();
    gmail.replaceDraft(gmail.draftOf(draft.id()), draft.content(), Instant.now(), null);
    receiveMany(random);
    settle();

    assertThat(shown().gone()).isEmpty();
    assertThat(shown().wrong()).isEmpty();
    assertThat(shown().shown()).isEqualTo(user.truth(mailbox));
  }

  @Test
  void takesBackWhatAnImportWasTellingThatStoppedBecauseTheProviderAskedToWait() {
    user.receive(new Random(1));
    instance.take(mailbox);
    WALKING.seam().during(mailbox, this::throttledBesideTheImport);
    assertThat(instance.take(mailbox)).isInstanceOf(Next.After.class);

    disturbances.end();
    gmail.remove(only());
    settle();

    assertThat(shown().shown()).isEmpty();
  }

  private void throttledBesideTheImport(String touch) {
    if (!touch.equals(LEDGER) || !Thread.currentThread().getName().startsWith("bulk-")) return;
    disturbances.begin(Action.THROTTLE, 10);
    instance.want(mailbox);
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException stopped) {
      throw new Death();
    }
  }

  /// More than one turn imports.
  private void receiveMany(Random random) {
    for (var i = 0; i < 60; i++) user.receive(random);
  }

  private String only() {
    return gmail.list(Set.of(), _ -> true, null, 2).getFirst().id();
  }

  private void settle() {
    WALKING.seam().during(mailbox, _ -> {});
    instance.want(mailbox);
    Next next = null;
    for (var i = 0; i < 400 && !(next instanceof Next.At); i++) next = instance.take(mailbox);
    assertThat(next).isInstanceOf(Next.At.class);
  }

  private void dieBefore(String touch) {
    dieBefore(touch, 1);
  }

  private void dieBefore(String touch, int time) {
    standStillBefore(
        touch,
        time,
        () -> {
          throw new Death();
        });
  }

  private void standStillBefore(String touch, Runnable meanwhile) {
    standStillBefore(touch, 1, meanwhile);
  }

  /// Takes a turn that does something else when it gets there for the nth time.
  private void standStillBefore(String touch, int time, Runnable meanwhile) {
    var touches = new AtomicInteger();
    var waiting = new AtomicReference<>(meanwhile);
    WALKING
        .seam()
        .during(
            mailbox,
            what -> {
              if (!what.equals(touch) || touches.incrementAndGet() != time) return;
              var first = waiting.getAndSet(null);
              if (first != null) first.run();
            });
    instance.take(mailbox);
    assertThat(waiting.get()).as("it came to " + touch).isNull();
  }

  private View shown() {
    var view = new View();
    WALKING.seam().told(mailbox).forEach(view::apply);
    return view;
  }
}
