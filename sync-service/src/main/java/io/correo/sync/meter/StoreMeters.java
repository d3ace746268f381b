package io.correo.sync.meter;

import io.correo.events.ConnectedMailbox.State;
import io.correo.sync.ingest.Positions;
import io.correo.sync.mailbox.Mailboxes;
import io.correo.sync.schedule.Backlog;
import io.correo.sync.schedule.Schedule;
import io.correo.sync.schedule.ScheduleSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Measures what waits, what ends soon, and who cannot be read, every few seconds.
@Component
class StoreMeters {
  private final Schedule schedule;
  private final Positions positions;
  private final Mailboxes mailboxes;
  private final ScheduleSettings settings;
  private final Clock clock;
  private final MultiGauge due;
  private final MultiGauge dueAge;
  private final AtomicLong firstWatchEnds;
  private final AtomicLong refused;

  StoreMeters(
      Schedule schedule,
      Positions positions,
      Mailboxes mailboxes,
      ScheduleSettings settings,
      Clock clock,
      MeterRegistry meters) {
    this.schedule = schedule;
    this.positions = positions;
    this.mailboxes = mailboxes;
    this.settings = settings;
    this.clock = clock;
    due = MultiGauge.builder("correo.due.mailboxes").register(meters);
    dueAge = MultiGauge.builder("correo.due.age").baseUnit("seconds").register(meters);
    firstWatchEnds = gauge(meters, "correo.watch.first.end.seconds");
    refused = gauge(meters, "correo.mailboxes.needing.reauthorization");
  }

  private static AtomicLong gauge(MeterRegistry meters, String name) {
    var value = new AtomicLong();
    meters.gauge(name, value);
    return value;
  }

  @Scheduled(fixedDelayString = "${correo.sync.measure-every}")
  void measure() {
    var now = clock.instant();
    var counts = new ArrayList<Row<?>>();
    var ages = new ArrayList<Row<?>>();
    for (var lane : settings.lanes()) {
      for (var bulk : new boolean[] {false, true}) {
        var backlog = schedule.backlog(lane, null, bulk);
        var tags = Tags.of("lane", lane, "work", bulk ? "import" : "news");
        counts.add(Row.of(tags, backlog.due()));
        ages.add(Row.of(tags, age(backlog, now)));
      }
    }
    due.register(counts, true);
    dueAge.register(ages, true);
    firstWatchEnds.set(until(positions.firstWatchToEnd(now), now));
    refused.set(mailboxes.count(State.NEEDS_REAUTHORIZATION));
  }

  private static long age(Backlog backlog, Instant now) {
    var oldest = backlog.oldest();
    return oldest == null ? 0 : Math.max(0, Duration.between(oldest, now).toSeconds());
  }

  /// -1 when there is none.
  private static long until(@Nullable Instant end, Instant now) {
    return end == null ? -1 : Duration.between(now, end).toSeconds();
  }
}
