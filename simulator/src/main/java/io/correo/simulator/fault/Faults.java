package io.correo.simulator.fault;

import io.correo.simulator.fault.Fault.Action;
import io.correo.simulator.fault.Fault.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The faults that are scripted now; the oldest that matches strikes first.
@Component
public class Faults {

  private static final Set<Action> REFUSALS = Set.of(Action.STATUS, Action.THROTTLE);

  private final List<Armed> armed = new ArrayList<>();
  private int made;

  /// A fault and how often it struck.
  public static final class Armed {
    private final Fault fault;
    private int struck;

    private Armed(Fault fault) {
      this.fault = fault;
    }

    public Fault fault() {
      return fault;
    }

    public int struck() {
      return struck;
    }

    private boolean spent() {
      return fault.times() >= 0 && struck >= fault.times();
    }
  }

  public synchronized String nextId() {
    return "fault-" + ++made;
  }

  public synchronized void arm(Fault fault) {
    armed.add(new Armed(fault));
  }

  public synchronized List<Armed> armed() {
    return List.copyOf(armed);
  }

  public synchronized void disarm(@Nullable String id) {
    armed.removeIf(one -> id == null || one.fault().id().equals(id));
  }

  /// The fault of this call, counted; null for none.
  @Nullable Fault http(String method, String path, @Nullable String address) {
    return strike(Place.HTTP, fault -> fault.match().hits(method, path, address));
  }

  /// The refusal of this call inside a batch; only one that names a path.
  public @Nullable Fault inner(String method, String path, @Nullable String address) {
    return strike(
        Place.HTTP,
        fault ->
            fault.match().path() != null
                && REFUSALS.contains(fault.action())
                && fault.match().hits(method, path, address));
  }

  public @Nullable Fault push(String address) {
    return strike(Place.PUSH, fault -> fault.match().hits(null, null, address));
  }

  /// How late the copy in Sent appears.
  public Duration sentCopyDelay(String address) {
    var fault = strike(Place.SENT_COPY, one -> one.match().hits(null, null, address));
    return fault == null ? Duration.ZERO : fault.delay();
  }

  private synchronized @Nullable Fault strike(Place on, Predicate<Fault> matches) {
    for (var one : armed) {
      if (one.fault().on() == on && !one.spent() && matches.test(one.fault())) {
        one.struck++;
        return one.fault();
      }
    }
    return null;
  }
}
