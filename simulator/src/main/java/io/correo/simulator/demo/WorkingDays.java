package io.correo.simulator.demo;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/// Turns a script's "3d 10:42" into an instant: three working days back, at 10:42 where the writer
/// lives.
///
/// Working days, so that office mail never falls on a weekend whatever day the demo starts. `25m`
/// and `3h` count back from now, which is how mail of today is written. `+2d 10:00` lies ahead.
final class WorkingDays {
  private final Instant now;

  WorkingDays(Clock clock) {
    this.now = clock.instant();
  }

  Instant now() {
    return now;
  }

  Instant at(String when, ZoneId zone) {
    if (when.endsWith("m")) return now.minus(Duration.ofMinutes(number(when)));
    if (when.endsWith("h")) return now.minus(Duration.ofHours(number(when)));
    var space = when.indexOf(' ');
    var day = when.substring(0, space);
    var ahead = day.startsWith("+");
    var date = date(number(ahead ? day.substring(1) : day), ahead ? 1 : -1, zone);
    return date.atTime(LocalTime.parse(when.substring(space + 1))).atZone(zone).toInstant();
  }

  private LocalDate date(long days, int direction, ZoneId zone) {
    var date = LocalDate.ofInstant(now, zone);
    for (var left = days; left > 0; ) {
      date = date.plusDays(direction);
      if (date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY) {
        left--;
      }
    }
    return date;
  }

  private static long number(String text) {
    return Long.parseLong(text.substring(0, text.length() - 1));
  }
}
