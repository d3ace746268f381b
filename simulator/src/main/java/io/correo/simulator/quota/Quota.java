package io.correo.simulator.quota;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/// Units and calls spent per mailbox, and whether the last minute had too many.
@Component
public class Quota {

  private static final long WINDOW = 60_000;

  private final Map<String, Account> accounts = new TreeMap<>();
  private final Clock clock;

  Quota(Clock clock) {
    this.clock = clock;
  }

  /// What one mailbox spent.
  ///
  /// @param unitsLastMinute what counts against the limit now
  /// @param throttled calls refused for it
  /// @param methods calls per method
  public record Spent(
      String address,
      long units,
      long calls,
      long throttled,
      long unitsLastMinute,
      Map<String, Long> methods) {}

  /// Counts a call; false when it goes over `perMinute`, and then it costs nothing.
  public synchronized boolean spend(String address, String method, int units, int perMinute) {
    var account = accounts.computeIfAbsent(address, _ -> new Account());
    long now = clock.millis();
    account.forget(now - WINDOW);
    account.methods.merge(method, 1L, Long::sum);
    account.calls++;
    if (account.inWindow + units > perMinute) {
      account.throttled++;
      return false;
    }
    account.add(now, units);
    return true;
  }

  /// Seconds until `units` more are allowed.
  public synchronized long secondsUntil(String address, int units, int perMinute) {
    var account = accounts.get(address);
    if (account == null) {
      return 0;
    }
    long free = perMinute - account.inWindow;
    for (var entry : account.window) {
      if (free >= units) {
        break;
      }
      free += entry[1];
      if (free >= units) {
        return Math.max(1, (entry[0] + WINDOW - clock.millis() + 999) / 1000);
      }
    }
    return 1;
  }

  public synchronized List<Spent> spent() {
    long since = clock.millis() - WINDOW;
    return accounts.entrySet().stream()
        .map(
            entry -> {
              var account = entry.getValue();
              account.forget(since);
              return new Spent(
                  entry.getKey(),
                  account.units,
                  account.calls,
                  account.throttled,
                  account.inWindow,
                  new TreeMap<>(account.methods));
            })
        .toList();
  }

  public synchronized void clear() {
    accounts.clear();
  }

  private static final class Account {
    private final Deque<long[]> window = new ArrayDeque<>();
    private final Map<String, Long> methods = new TreeMap<>();
    private long inWindow;
    private long units;
    private long calls;
    private long throttled;

    private void add(long now, int spent) {
      units += spent;
      inWindow += spent;
      window.addLast(new long[] {now, spent});
    }

    private void forget(long before) {
      for (var first = window.peekFirst();
          first != null && first[0] <= before;
          first = window.peekFirst()) {
        inWindow -= first[1];
        window.removeFirst();
      }
    }
  }
}
