package io.correo.local.launch;

import io.correo.local.demo.DemoConnections;
import io.correo.local.demo.DemoMailbox;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The command behind `./run`: starts everything, connects the demo mailboxes, says so, and stops
/// everything when it is told to.
public final class Local {
  private static final Duration LOOK = Duration.ofSeconds(2);

  /// What is up before mailboxes are connected. Search is among them because a new index asks for
  /// mailboxes that were there before it, and would be told of these twice.
  private static final Set<Part> CONNECTING =
      Set.of(Part.SIMULATOR, Part.SYNC, Part.GATEWAY, Part.MAILBOX, Part.SEARCH);

  private final PrintStream out;

  private Local(PrintStream out) {
    this.out = out;
  }

  /// @param words see [Arguments]
  public static void main(String... words) {
    try {
      var arguments = Arguments.parse(words);
      if (arguments.trial()) {
        TrialRun.make();
        return;
      }
      System.exit(new Local(System.out).run(arguments));
    } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private int run(Arguments arguments) {
    var environment = new HashMap<String, String>();
    if (arguments.mail() != null) environment.put("SIMULATOR_MAIL", arguments.mail().toString());
    var system = LocalSystem.prepare(Layout.together(), environment);
    var problems =
        Preflight.problems(system.wiring(), Path.of(System.getProperty("java.io.tmpdir")));
    if (!problems.isEmpty()) {
      problems.forEach(System.err::println);
      return 1;
    }
    var stopping = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stopping.countDown();
                  system.close();
                }));
    out.println("Starting Correo (logs in " + system.logs() + ") ...");
    system.launch();
    var demo = new DemoConnections(system.gatewayUrl(), system.simulatorUrl(), out::println);
    system.awaitHealthy(CONNECTING);
    demo.connectAll();
    system.awaitHealthy();
    // From here on it can be used: the other inboxes fill up while somebody signs in.
    demo.awaitFirstMail(DemoMailbox.all().getFirst());
    welcome(system);
    if (arguments.mail() != null) demo.tellImportProgress();
    return watch(system, stopping);
  }

  private void welcome(LocalSystem system) {
    out.println();
    out.println("Correo is ready: " + system.gatewayUrl());
    out.println("  Sign in as ana (or bruno, carla, diego; olga is the operator). No password.");
    out.println(
        "  Events for subscribers: Kafka at " + system.kafka() + ", topic crm.email-events");
    out.println("  The simulated Gmail, Microsoft 365 and CRM: " + system.simulatorUrl());
    out.println("  " + memory(system));
    out.println("  Ctrl-C stops it.");
    out.flush();
  }

  private static String memory(LocalSystem system) {
    var given = system.wiring().given();
    if (given.containsAll(Set.of(Part.STORE, Part.BROKER))) {
      return "Uses your servers; the simulated mailboxes forget everything on stop.";
    }
    return "This system is for trying out: it forgets everything on stop.";
  }

  private static int watch(LocalSystem system, CountDownLatch stopping) {
    try {
      while (!stopping.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        var dead = system.dead();
        if (dead.isEmpty() || stopping.getCount() == 0) continue;
        for (var jvm : dead) {
          System.err.printf(
              "The process of the %s ended by itself; %s tells why. Stopping the rest.%n",
              jvm.name(), jvm.log());
        }
        return 1;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }
}
