package io.correo.sync.model;

import io.correo.simulator.fault.Fault;
import io.correo.simulator.fault.Fault.Action;
import io.correo.simulator.fault.Faults;
import io.correo.sync.world.World;
import java.time.Duration;

/// Calls of one mailbox that do not go well at its provider.
final class Disturbances {
  private final Faults faults;
  private final String address;

  Disturbances(World world, String address) {
    this.faults = world.outside(Faults.class);
    this.address = address;
  }

  /// The next so many calls go wrong in this way.
  void begin(Action action, int calls) {
    var status = action == Action.THROTTLE ? 429 : action == Action.HTML ? 502 : 500;
    faults.arm(
        new Fault(
            faults.nextId(),
            Fault.Place.HTTP,
            new Fault.Match(null, null, address),
            calls,
            action,
            status,
            action == Action.THROTTLE ? "rateLimitExceeded" : "",
            "",
            Duration.ZERO,
            100,
            ""));
  }

  void end() {
    for (var armed : faults.armed()) {
      var fault = armed.fault();
      if (fault.on() == Fault.Place.HTTP && address.equals(fault.match().address())) {
        faults.disarm(fault.id());
      }
    }
  }
}
