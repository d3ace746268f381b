package io.correo.provider.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.correo.events.MailboxId;
import io.correo.provider.Budget;
import io.correo.provider.Grant;
import io.correo.provider.ProviderCalls.Call;
import io.correo.provider.ProviderException.GrantExpired;
import io.correo.provider.ProviderException.Throttled;
import io.correo.provider.ProviderException.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Waits for clocks, so it goes on beside the others.
@Execution(ExecutionMode.CONCURRENT)
class ResilientCallsTest {
  private static final Call READ = new Call("read", () -> 1, true);
  private static final Call SEND = new Call("send", () -> 100, false);
  private final AtomicInteger made = new AtomicInteger();
  private final ResilientCalls calls = calls(Clock.systemUTC());

  @Test
  void repeatsACallThatIsSafeToRepeat() {
    assertThat(calls.make(grant("a"), READ, failing(2, new Unavailable("down", null))))
        .isEqualTo("answer");

    assertThat(made).hasValue(3);
  }

  @Test
  void neverRepeatsASend() {
    assertThatThrownBy(
            () -> calls.make(grant("a"), SEND, failing(1, new Unavailable("down", null))))
        .isInstanceOf(Unavailable.class);

    assertThat(made).hasValue(1);
  }

  @Test
  void repeatsNothingThatWasAnswered() {
    assertThatThrownBy(() -> calls.make(grant("a"), READ, failing(1, new GrantExpired("old"))))
        .isInstanceOf(GrantExpired.class);

    assertThat(made).hasValue(1);
  }

  @Test
  void waitsAsLongAsItIsToldToWhenThatIsShort() {
    var started = Instant.now();

    calls.make(grant("a"), READ, failing(1, new Throttled("wait", Duration.ofMillis(300), false)));

    assertThat(Duration.between(started, Instant.now()))
        .isGreaterThanOrEqualTo(Duration.ofMillis(300));
  }

  @Test
  void makesNoCallOfTheMailboxBeforeTheTimeItWasTold() {
    var told = new Throttled("wait", Duration.ofMinutes(1), false);
    var frozen = calls(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    assertThatThrownBy(() -> frozen.make(grant("a"), READ, failing(1, told))).isSameAs(told);

    assertThatThrownBy(() -> frozen.make(grant("a"), READ, failing(0, told)))
        .isInstanceOfSatisfying(
            Throttled.class, it -> assertThat(it.retryAfter()).isEqualTo(Duration.ofMinutes(1)));
    assertThat(made).hasValue(1);
    assertThat(frozen.make(grant("b"), READ, failing(0, told))).isEqualTo("answer");
  }

  @Test
  void stopsEveryMailboxWhenTheWholeProjectIsMeant() {
    var told = new Throttled("wait", Duration.ofMinutes(1), true);
    var frozen = calls(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    assertThatThrownBy(() -> frozen.make(grant("a"), READ, failing(1, told))).isSameAs(told);

    assertThatThrownBy(() -> frozen.make(grant("b"), READ, failing(0, told)))
        .isInstanceOfSatisfying(Throttled.class, it -> assertThat(it.wholeProject()).isTrue());
    assertThat(made).hasValue(1);
  }

  @Test
  void leavesAProviderAloneThatDoesNotAnswer() {
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(
              () -> calls.make(grant("a"), READ, failing(100, new Unavailable("down", null))))
          .isInstanceOf(Unavailable.class);
    }

    assertThat(calls.breakerState()).isEqualTo("OPEN");
    assertThat(made.get()).isLessThan(30);
  }

  @Test
  void doesNotBlameTheProviderForItsRefusals() {
    for (int i = 0; i < 30; i++) {
      assertThatThrownBy(() -> calls.make(grant("a"), READ, failing(100, new GrantExpired("old"))))
          .isInstanceOf(GrantExpired.class);
    }

    assertThat(calls.breakerState()).isEqualTo("CLOSED");
  }

  @Test
  void letsOnlySoManyCallsOfAMailboxRunAtATime() throws Exception {
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    var gate = new CountDownLatch(2);
    Supplier<String> slow =
        () -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          gate.countDown();
          await(gate);
          running.decrementAndGet();
          return "answer";
        };

    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<String>>();
      for (int i = 0; i < 8; i++) {
        answers.add(callers.submit(() -> calls.make(grant("a"), READ, slow)));
      }
      for (var answer : answers) assertThat(answer.get()).isEqualTo("answer");
    }

    assertThat(most).hasValue(2);
  }

  @Test
  void letsABurstThroughAndHoldsTheRestToItsRate() {
    var started = Instant.now();
    for (int i = 0; i < 3; i++) calls.make(grant("a"), SEND, failing(0, null));

    // 200 units are a burst of 600 a minute's 20 s; the third send does not fit into it.
    assertThat(Duration.between(started, Instant.now())).isGreaterThan(Duration.ofMillis(300));
  }

  @Test
  void servesWhoIsFirstWhileTheOtherWaits() throws Exception {
    spendTheAdvance();
    calls.make(imports(), units(200), failing(0, null));
    try (var caller = Executors.newVirtualThreadPerTaskExecutor()) {
      var bulk = caller.submit(() -> calls.make(imports(), units(600), failing(0, null)));

      calls.make(news(), units(100), failing(0, null));

      assertThat(bulk.isDone()).isFalse();
      assertThat(bulk.get()).isEqualTo("answer");
    }
  }

  @Test
  void takesWhatTheFirstSpendsFromTheOther() {
    spendTheAdvance();
    var started = Instant.now();
    calls.make(imports(), units(200), failing(0, null));
    calls.make(news(), units(200), failing(0, null));

    calls.make(imports(), units(200), failing(0, null));

    // 600 units at 200 a second, the first of them at once.
    assertThat(Duration.between(started, Instant.now())).isGreaterThan(Duration.ofMillis(1500));
  }

  @Test
  void letsAnImportWorkOnTheAnswerWhileTheBudgetComesIn() {
    spendTheAdvance();
    var started = Instant.now();

    // 800 units at 200 a second, the first of them at once: three seconds are owed afterwards.
    calls.make(imports(), units(800), failing(0, null));

    var made = Instant.now();
    assertThat(Duration.between(started, made)).isLessThan(Duration.ofMillis(1500));
    calls.make(imports(), units(1), failing(0, null));
    assertThat(Duration.between(started, Instant.now())).isGreaterThan(Duration.ofMillis(1500));
  }

  @Test
  void keepsACallForWhoIsFirst() throws Exception {
    var gate = new CountDownLatch(1);
    try (var caller = Executors.newVirtualThreadPerTaskExecutor()) {
      var bulk = caller.submit(() -> calls.make(imports(), READ, () -> held(gate)));
      var more = caller.submit(() -> calls.make(imports(), READ, () -> held(gate)));

      assertThat(calls.make(news(), READ, failing(0, null))).isEqualTo("answer");

      gate.countDown();
      assertThat(bulk.get()).isEqualTo("answer");
      assertThat(more.get()).isEqualTo("answer");
    }
  }

  @Test
  void beginsFastAndMakesUpForIt() {
    var started = Instant.now();
    for (var i = 0; i < 13; i++) calls.make(imports(), units(200), failing(0, null));

    // 2,600 units at 200 a second, a second's and twelve seconds' worth of them at once.
    assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(5));
    assertThatThrownBy(() -> calls.make(imports(), units(200), failing(0, null)))
        .isInstanceOf(Throttled.class);
  }

  /// Twelve seconds' worth, which nobody has the patience to wait for.
  private void spendTheAdvance() {
    calls.make(imports(), units(2_400), failing(0, null));
  }

  private static Call units(int units) {
    return new Call("read", () -> units, true);
  }

  private static Grant news() {
    return sharing("sync");
  }

  private static Grant imports() {
    return sharing("import");
  }

  private static Grant sharing(String purpose) {
    var budget = new Budget(purpose, "sync", 12_000, 2, new Budget.Reserve(2_400, 1));
    return new Grant.UserConsent(new MailboxId("a"), "a@x.example", "token", Instant.MAX, budget);
  }

  private static String held(CountDownLatch gate) {
    await(gate);
    return "answer";
  }

  private Supplier<String> failing(int times, RuntimeException failure) {
    var left = new AtomicInteger(times);
    return () -> {
      made.incrementAndGet();
      if (left.getAndDecrement() > 0) throw failure;
      return "answer";
    };
  }

  private static Grant grant(String mailbox) {
    return new Grant.UserConsent(
        new MailboxId(mailbox), "a@x.example", "token", Instant.MAX, new Budget("sync", 12_000, 2));
  }

  private static void await(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static ResilientCalls calls(Clock clock) {
    return new ResilientCalls(
        "google",
        new ResilienceSettings(
            200,
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            3,
            Duration.ofMillis(10),
            Duration.ofSeconds(2),
            60,
            20,
            Duration.ofSeconds(10),
            100),
        clock);
  }
}
