package io.correo.sync.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import io.correo.events.MailboxId;
import io.correo.sync.world.Account;
import io.correo.sync.world.Kind;
import io.correo.sync.world.World;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A provider that asks for patience, in each of its ways.
@Execution(ExecutionMode.CONCURRENT)
class AskedToWaitTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Map<Kind, List<String>> WAYS =
      Map.of(
          Kind.GMAIL,
          List.of(
              "\"status\":429,\"retryAfter\":3",
              "\"status\":403,\"retryAfter\":3",
              "\"status\":403,\"reason\":\"userRateLimitExceeded\"",
              "\"status\":429"),
          Kind.OUTLOOK,
          List.of(
              "\"status\":429,\"retryAfter\":2.5",
              "\"status\":503,\"retryAfter\":3",
              "\"status\":504,\"retryAfter\":3",
              "\"status\":429"));
  private final World world = World.started();
  private final Clock clock = Clock.systemUTC();
  private final List<String> broken = new ArrayList<>();

  /// A mailbox that has been asked to wait, and how many calls it had made by then.
  private record Waiting(Account box, MailboxId mailbox, String throttle, long calls) {}

  @ParameterizedTest
  @EnumSource(Kind.class)
  void callsNobodyBeforeItsTimeWhicheverWayItIsAsked(Kind kind) {
    var boxes = WAYS.get(kind).stream().map(_ -> kind.create(world)).toList();
    var mailboxes = boxes.stream().map(Account::connect).toList();
    for (var i = 0; i < boxes.size(); i++) awaitImported(boxes.get(i), mailboxes.get(i));
    for (var i = 0; i < boxes.size(); i++) {
      boxes.get(i).ownFault("\"action\":\"throttle\"," + WAYS.get(kind).get(i));
    }

    var waiting = new ArrayList<Waiting>();
    for (var i = 0; i < boxes.size(); i++) {
      boxes.get(i).receive("Later");
      waiting.add(asked(boxes.get(i), mailboxes.get(i), mailboxes.get(i).value()));
    }
    for (var mailbox : mailboxes) world.wake(mailbox);

    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              waiting.forEach(this::check);
              return waiting.stream().allMatch(it -> it.box().hasTold(it.mailbox(), "Later"));
            });
    assertThat(broken).isEmpty();
    assertThat(boxes).allSatisfy(it -> assertThat(it.struck()).isEqualTo(1));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void goesOnWithOthersWhileOneMailboxWaitsForLong(Kind kind) {
    var box = kind.create(world);
    var other = kind.create(world);
    var mailbox = box.imported();
    var neighbour = other.imported();
    box.ownFault("\"action\":\"throttle\",\"status\":429,\"retryAfter\":3600,\"times\":-1");
    box.receive("Not today");
    var asked = asked(box, mailbox, mailbox.value());

    for (var i = 0; i < 5; i++) {
      world.wake(mailbox);
      other.receive("Now " + i);
      var subject = "Now " + i;
      await().atMost(PATIENCE).until(() -> other.hasTold(neighbour, subject));
    }

    assertThat(box.struck()).isEqualTo(1);
    assertThat(made(box)).isEqualTo(asked.calls());
    assertThat(world.topics().messages(mailbox, "Not today")).isEmpty();
  }

  @Test
  void waitsWithAllMailboxesOfGoogleWhenTheWholeProjectIsAskedTo() {
    var first = world.gmail();
    var second = world.gmail();
    var elsewhere = world.outlook();
    var one = first.imported();
    var two = second.imported();
    var three = elsewhere.imported();
    world.awaitIdle(two);
    first.ownFault(
        "\"action\":\"throttle\",\"status\":403,\"reason\":\"dailyLimitExceeded\",\"retryAfter\":4");

    first.receive("Later");
    var asked = asked(first, one, "provider/google");
    var neighbour = new Waiting(second, two, "provider/google", made(second));
    second.receive("Later too");
    elsewhere.receive("Now");

    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              check(asked);
              check(neighbour);
              return first.hasTold(one, "Later")
                  && second.hasTold(two, "Later too")
                  && elsewhere.hasTold(three, "Now");
            });
    assertThat(broken).isEmpty();
  }

  private void awaitImported(Account box, MailboxId mailbox) {
    await().atMost(PATIENCE).until(() -> box.health(mailbox).path("census").isObject());
    world.awaitIdle(mailbox);
  }

  private Waiting asked(Account box, MailboxId mailbox, String throttle) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> box.struck() > 0 && until(throttle) != null);
    return new Waiting(box, mailbox, throttle, made(box));
  }

  /// What is still before its time after a look was so during the look, however slow we are.
  private void check(Waiting it) {
    var calls = made(it.box());
    var until = until(it.throttle());
    if (until != null && clock.instant().isBefore(until) && calls != it.calls()) {
      broken.add(it + " made " + calls);
    }
  }

  private static long made(Account box) {
    return box.calls().values().stream().mapToLong(Long::longValue).sum();
  }

  private @Nullable Instant until(String throttle) {
    var stored = world.store().getCollection("throttles").find(Filters.eq("_id", throttle)).first();
    return stored == null ? null : stored.getDate("until").toInstant();
  }
}
