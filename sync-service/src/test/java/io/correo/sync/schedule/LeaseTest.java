package io.correo.sync.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import io.correo.sync.world.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Two instances and one mailbox. Its lane is served by nobody else.
class LeaseTest {
  private static final String LANE = "of-this-test";
  private final World world = World.started();
  private final Clock clock = Clock.systemUTC();
  private final Schedule schedule =
      new Schedule(world.bean(MongoDatabase.class), new Alarm(), clock, new SimpleMeterRegistry());
  private final MailboxId mailbox = MailboxId.random();

  @Test
  void isGivenToOneOnly() {
    var due = due();

    var first = schedule.claim(due, "one", clock.instant());
    var second = schedule.claim(due, "other", clock.instant());

    assertThat(first).isNotNull();
    assertThat(second).isNull();
  }

  @Test
  void fencesTheHolderThatWasTakenForDead() {
    var dead = schedule.claim(due(), "one", clock.instant());
    var living = schedule.claim(due(), "other", clock.instant());

    assertThat(living.epoch()).isGreaterThan(dead.epoch());
    assertThat(living.reserve(1).next()).isGreaterThan(dead.reserve(5).next());
    assertThat(schedule.beat(dead, clock.instant())).isEqualTo(Schedule.Beat.LOST);
    assertThatThrownBy(() -> schedule.isWanted(dead)).isInstanceOf(LeaseLost.class);
    schedule.release(dead, clock.instant(), false);
    assertThat(schedule.beat(living, clock.instant())).isEqualTo(Schedule.Beat.HELD);
  }

  @Test
  void staysDueWhenSomebodyWantsItDuringTheTurn() {
    var lease = schedule.claim(due(), "one", clock.instant().plusSeconds(60));
    schedule.want(mailbox);

    schedule.release(lease, clock.instant().plusSeconds(3600), false);

    await().untilAsserted(() -> assertThat(found()).hasSize(1));
    assertThat(found().getFirst().holder()).isNull();
  }

  @Test
  void isNotDueOnceItIsServed() {
    var lease = schedule.claim(due(), "one", clock.instant().plusSeconds(60));
    schedule.want(mailbox);
    assertThat(schedule.isWanted(lease)).isTrue();
    assertThat(schedule.isWanted(lease)).isFalse();

    schedule.release(lease, clock.instant().plusSeconds(3600), false);

    assertThat(found()).isEmpty();
  }

  private Due due() {
    schedule.add(mailbox, new TenantId("t"), LANE);
    return found().getFirst();
  }

  private List<Due> found() {
    return schedule.due(List.of(LANE), false, Set.of(), 100).stream()
        .filter(it -> it.mailbox().equals(mailbox))
        .toList();
  }
}
