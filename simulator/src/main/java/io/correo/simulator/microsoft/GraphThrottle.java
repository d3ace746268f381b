package io.correo.simulator.microsoft;

import io.correo.simulator.SimulatorSettings;
import io.correo.simulator.quota.Quota;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/// What one app may ask of one mailbox: so many requests in a time, so many at once, so many bytes.
@Component
class GraphThrottle {

  private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
  private final Map<String, Deque<long[]>> uploads = new ConcurrentHashMap<>();
  private final Quota quota;
  private final SimulatorSettings.Microsoft settings;
  private final Clock clock;

  GraphThrottle(Quota quota, SimulatorSettings settings, Clock clock) {
    this.quota = quota;
    this.settings = settings.microsoft();
    this.clock = clock;
  }

  /// Begins a request, which [#end] ends; refuses it when there are too many.
  void begin(String address, String method) {
    var now = running.computeIfAbsent(address, _ -> new AtomicInteger());
    if (now.incrementAndGet() > settings.concurrent()) {
      now.decrementAndGet();
      quota.refused(address, method);
      throw GraphException.throttled(
          "Application is over its MailboxConcurrency limit.", Integer.toString(1));
    }
    if (!quota.spend(address, method, 1, settings.requests(), settings.requestWindow())) {
      now.decrementAndGet();
      long wait = quota.secondsUntil(address, 1, settings.requests());
      throw GraphException.throttled(
          "Application is over its RequestCount limit.", Long.toString(wait));
    }
  }

  void end(String address) {
    running.computeIfAbsent(address, _ -> new AtomicInteger()).decrementAndGet();
  }

  /// Counts bytes that are uploaded; refuses them when there are too many.
  void upload(String address, String method, int bytes) {
    var book = uploads.computeIfAbsent(address, _ -> new ArrayDeque<>());
    long now = clock.millis();
    long window = settings.uploadWindow().toMillis();
    synchronized (book) {
      book.removeIf(entry -> entry[0] <= now - window);
      long spent = book.stream().mapToLong(entry -> entry[1]).sum();
      if (spent + bytes > settings.upload().toBytes() && !book.isEmpty()) {
        quota.refused(address, method);
        long wait = (book.getFirst()[0] + window - now + 999) / 1000;
        throw GraphException.throttled(
            "Application is over its UploadSize limit.", Long.toString(Math.max(1, wait)));
      }
      book.addLast(new long[] {now, bytes});
    }
  }
}
