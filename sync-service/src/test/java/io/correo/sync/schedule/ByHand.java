package io.correo.sync.schedule;

import com.mongodb.client.MongoDatabase;
import io.correo.events.MailboxId;
import io.correo.sync.schedule.Turn.Next;
import io.correo.sync.world.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The workers of one more instance, told by hand when to begin a turn. Nobody else serves the lane
/// of its mailboxes. Used by one thread.
public final class ByHand {
  private final String lane;
  private final Alarm alarm = new Alarm();
  private final Schedule schedule;
  private final Schedule sight;
  private final Workers workers;
  private volatile @Nullable Next last;

  public ByHand(World world, String lane) {
    this.lane = lane;
    var clock = Clock.systemUTC();
    var database = world.bean(MongoDatabase.class);
    var turn = world.bean(Turn.class);
    this.schedule = new Schedule(database, alarm, clock, new SimpleMeterRegistry());
    // Sees a mailbox whenever it will be due: the walk decides when that is.
    this.sight =
        new Schedule(
            database, alarm, Clock.offset(clock, Duration.ofDays(4000)), new SimpleMeterRegistry());
    this.workers =
        new Workers(
            schedule,
            lease -> last = turn.take(lease),
            alarm,
            world.bean(ScheduleSettings.class),
            clock,
            new SimpleMeterRegistry());
  }

  /// Somebody says that the mailbox may have changed.
  public void want(MailboxId mailbox) {
    schedule.want(mailbox);
  }

  /// Gives the mailbox a turn, whoever seems to hold it, and waits for its end.
  ///
  /// @return what the turn ended with; null when it did not come to an end of its own
  public @Nullable Next take(MailboxId mailbox) {
    last = null;
    var due =
        Stream.of(false, true)
            .flatMap(bulk -> sight.due(List.of(lane), bulk, Set.of(), 10_000).stream())
            .filter(it -> it.mailbox().equals(mailbox))
            .findFirst()
            .orElseThrow();
    if (!workers.begin(due)) throw new IllegalStateException("the schedule changed meanwhile");
    try {
      while (workers.isRunning(mailbox)) alarm.await(Duration.ofMillis(100));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return last;
  }
}
