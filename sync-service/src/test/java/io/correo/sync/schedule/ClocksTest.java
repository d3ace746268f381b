package io.correo.sync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import io.correo.sync.world.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Clocks that disagree by hours, and a store that forgot: a later lease is always the higher one.
class ClocksTest {
  private static final String LANE = "of-disagreeing-clocks";
  private final World world = World.started();
  private final MailboxId mailbox = MailboxId.random();
  private final Schedule right = at(Duration.ZERO);

  @Test
  void fencesAnInstanceWhoseClockIsAheadByOneWhoseClockIsBehind() {
    var ahead = at(Duration.ofHours(2));
    var behind = at(Duration.ofHours(-2));
    right.add(mailbox, new TenantId("t"), LANE);

    var first = claim(ahead);
    var second = claim(behind);
    var third = claim(ahead);
    var fourth = claim(right);

    assertThat(List.of(first, second, third, fourth))
        .extracting(Lease::epoch)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(second.reserve(1).next()).isGreaterThan(first.reserve(100).next());
    assertThat(ahead.beat(first, Clock.systemUTC().instant())).isEqualTo(Schedule.Beat.LOST);
    assertThat(ahead.beat(third, Clock.systemUTC().instant())).isEqualTo(Schedule.Beat.LOST);
  }

  @Test
  void growsOnThoughTheStoreWasRestoredFromAnOlderCopy() {
    var schedule = world.bean(MongoDatabase.class).getCollection("schedule");
    var own = Filters.eq("_id", mailbox.value());
    right.add(mailbox, new TenantId("t"), LANE);
    claim(right);
    var copy = schedule.find(own).first();
    var forgotten = claim(at(Duration.ofMinutes(10)));

    schedule.replaceOne(own, copy);
    var after = claim(at(Duration.ofMinutes(20)));

    assertThat(after.epoch()).isGreaterThan(forgotten.epoch());
  }

  @Test
  void countsATurnWhoseHolderIsTakenForDeadAsFailed() {
    right.add(mailbox, new TenantId("t"), LANE);

    var first = claim(right);
    var second = claim(right);

    assertThat(first.failures()).isZero();
    assertThat(second.failures()).isEqualTo(1);
    right.release(second, Clock.systemUTC().instant(), false);
    assertThat(claim(right).failures()).isZero();
  }

  private Lease claim(Schedule schedule) {
    var due =
        at(Duration.ofDays(1)).due(List.of(LANE), false, Set.of(), 100).stream()
            .filter(it -> it.mailbox().equals(mailbox))
            .findFirst()
            .orElseThrow();
    return schedule.claim(due, "somebody", Clock.systemUTC().instant());
  }

  private Schedule at(Duration offset) {
    return new Schedule(
        world.bean(MongoDatabase.class),
        new Alarm(),
        Clock.offset(Clock.systemUTC(), offset),
        new SimpleMeterRegistry());
  }
}
