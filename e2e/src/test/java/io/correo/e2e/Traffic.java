package io.correo.e2e;

import io.correo.local.demo.DemoMailbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Light use of one mailbox: mail comes and is moved, flagged and deleted at its provider, the user
/// acts from Correo, and sends.
final class Traffic {
  private static final int MESSAGES = 60;
  private static final int ACT_EVERY = 20;
  private static final int SEND_EVERY = 15;

  private final Stage stage;
  private final User user;
  private final String name;
  private final String address;
  private final String mailbox;
  private final Walker walker;
  private final List<Sending> sendings = new ArrayList<>();
  private int steps;

  Traffic(Stage stage, DemoMailbox box, long seed) {
    this.stage = stage;
    this.name = box.user();
    this.address = box.address();
    this.mailbox = stage.connect(box);
    this.user = new User(stage.as(name), true);
    this.walker = new Walker(stage.world(), user, address, MESSAGES, seed);
  }

  void step() {
    walker.walk(1);
    if (++steps % ACT_EVERY == 0) walker.act();
    if (steps % SEND_EVERY == 0) {
      var sending = Sending.begin(user, mailbox, sendings.size() % 3 == 2);
      if (sending != null) sendings.add(sending);
    }
  }

  /// Waits until everything that was asked for has come to an end, and every view agrees.
  void settle(Duration patience) {
    var ends = new TreeMap<String, Integer>();
    for (var sending : sendings) ends.merge(sending.settle(stage.world()), 1, Integer::sum);
    walker.awaitOperations();
    var report = Eventually.converged(stage.convergence(name), address, patience);
    System.out.printf("%s; %s; sends %s%n", report, walker, ends);
  }

  /// How many sends were begun.
  int sends() {
    return sendings.size();
  }
}
