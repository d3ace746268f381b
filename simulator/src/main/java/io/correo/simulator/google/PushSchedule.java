package io.correo.simulator.google;

import io.correo.simulator.SimulatorSettings;
import io.correo.simulator.mail.Later;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// At most one push per mailbox in a second: the first change at once, the last one always.
@Component
class PushSchedule {

  private final Map<String, Turn> turns = new ConcurrentHashMap<>();
  private final PushSender sender;
  private final Later later;
  private final long every;

  PushSchedule(PushSender sender, Later later, SimulatorSettings settings) {
    this.sender = sender;
    this.later = later;
    this.every = settings.push().every().toNanos();
  }

  private static final class Turn {
    private boolean pending;
    private boolean begun;
    private long last;
  }

  void changed(String address) {
    var turn = turns.computeIfAbsent(address, _ -> new Turn());
    long wait;
    synchronized (turn) {
      if (turn.pending) {
        return;
      }
      turn.pending = true;
      wait = turn.begun ? Math.max(0, turn.last + every - System.nanoTime()) : 0;
    }
    if (wait == 0) {
      later.now(() -> send(address, turn));
    } else {
      later.after(Duration.ofNanos(wait), () -> send(address, turn));
    }
  }

  private void send(String address, Turn turn) {
    synchronized (turn) {
      turn.pending = false;
      turn.begun = true;
      turn.last = System.nanoTime();
    }
    sender.announce(address);
  }
}
