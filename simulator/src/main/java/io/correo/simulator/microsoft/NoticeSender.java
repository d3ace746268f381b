package io.correo.simulator.microsoft;

import io.correo.simulator.Outbound;
import io.correo.simulator.SimulatorSettings;
import io.correo.simulator.mail.Later;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Posts notices: what waits for the same URL goes together, and again with growing pauses until it
/// is taken.
@Component
class NoticeSender {

  private static final Logger LOG = LoggerFactory.getLogger(NoticeSender.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final int ATTEMPTS = 100;

  private final Map<String, List<Map<String, Object>>> waiting = new ConcurrentHashMap<>();
  private final Outbound outbound;
  private final Later later;
  private final Duration merge;

  NoticeSender(Outbound outbound, Later later, SimulatorSettings settings) {
    this.outbound = outbound;
    this.later = later;
    this.merge = settings.microsoft().mergeNotices();
  }

  void send(Notice notice) {
    send(notice, merge);
  }

  /// Waits for others to the same URL.
  void send(Notice notice, Duration wait) {
    waiting.compute(
        notice.url(),
        (_, queue) -> {
          var longer = queue == null ? new ArrayList<Map<String, Object>>() : queue;
          longer.add(notice.body());
          return longer;
        });
    if (wait.isZero()) {
      later.now(() -> flush(notice.url()));
    } else {
      later.after(wait, () -> flush(notice.url()));
    }
  }

  /// Alone, whatever waits.
  void sendAlone(Notice notice) {
    later.now(() -> post(notice.url(), List.of(notice.body()), 0));
  }

  private void flush(String url) {
    var queue = waiting.remove(url);
    if (queue != null) {
      post(url, queue, 0);
    }
  }

  private void post(String url, List<Map<String, Object>> notices, int attempt) {
    var body = GraphJson.MAPPER.writeValueAsBytes(Map.of("value", notices));
    var headers = Map.of("Content-Type", "application/json; charset=utf-8");
    int status = outbound.post(url, body, headers, PATIENCE).status();
    if (status / 100 != 2 && attempt < ATTEMPTS) {
      LOG.debug("Notices answered {}, attempt {}", status, attempt);
      var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt, 10));
      later.after(
          pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause,
          () -> post(url, notices, attempt + 1));
    }
  }
}
