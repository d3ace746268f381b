package io.correo.simulator.quota;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/// Units and calls spent per mailbox, and whether the last time had too many.
@Component
public class Quota {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Map<String, Account> accounts = new TreeMap<>();
  private final Clock clock;

  Quota(Clock clock) {
    this.clock = clock;
  }

  /// What one mailbox spent.
  ///
  /// @param unitsLastMinute what counts against the limit now; for Outlook of a longer time
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
  public boolean spend(String address, String method, int units, int perMinute) {
    return spend(address, method, units, perMinute, MINUTE);
  }

  /// The same for the limit of another time; every call of one mailbox gives the same.
  public synchronized boolean spend(
      String address, String method, int units, int limit, Duration window) {
    var account = accounts.computeIfAbsent(address, _ -> new Account());
    account.time = window.toMillis();
    long now = clock.millis();
    account.forget(now);
    account.methods.merge(method, 1L, Long::sum);
    account.calls++;
    if (account.inWindow + units > limit) {
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
        return Math.max(1, (entry[0] + account.time - clock.millis() + 999) / 1000);
      }
    }
    return 1;
  }

  /// Counts a call that was refused for another reason than units.
  public synchronized void refused(String address, String method) {
    var account = accounts.computeIfAbsent(address, _ -> new Account());
    account.methods.merge(method, 1L, Long::sum);
    account.calls++;
    account.throttled++;
  }

  public synchronized List<Spent> spent() {
    long now = clock.millis();
    return accounts.entrySet().stream()
        .map(
            entry -> {
              var account = entry.getValue();
              account.forget(now);
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
    private long time = MINUTE.toMillis();
    private long inWindow;
    private long units;
    private long calls;
    private long throttled;

    private void add(long now, int spent) {
      units += spent;
      inWindow += spent;
      window.addLast(new long[] {now, spent});
    }

    private void forget(long now) {
      long before = now - time;
      for (var first = window.peekFirst();
          first != null && first[0] <= before;
          first = window.peekFirst()) {
        inWindow -= first[1];
        window.removeFirst();
      }
    }
  }
}
