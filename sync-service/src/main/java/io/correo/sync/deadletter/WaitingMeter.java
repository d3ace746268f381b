package io.correo.sync.deadletter;

import io.correo.events.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// How many dead letters of each topic nobody has seen to.
@Component
class WaitingMeter {
  private final Letters letters;
  private final MultiGauge waiting;

  WaitingMeter(Letters letters, MeterRegistry meters) {
    this.letters = letters;
    this.waiting = MultiGauge.builder("correo.dead.letters.waiting").register(meters);
  }

  @Scheduled(fixedDelayString = "${correo.sync.measure-every}")
  void measure() {
    var rows = new ArrayList<Row<?>>();
    for (var topic : Topics.all()) {
      rows.add(Row.of(Tags.of("topic", topic), letters.waiting(topic)));
    }
    waiting.register(rows, true);
  }
}
