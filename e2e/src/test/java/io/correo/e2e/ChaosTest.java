package io.correo.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.correo.e2e.client.Crm;
import io.correo.local.demo.DemoMailbox;
import io.correo.local.launch.Layout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/// A system whose processes die or stand still. One for all these tests, because it costs most to
/// start; each uses mailboxes of its own. `-Dcorreo.chaos=10m` goes on for longer,
/// `-Dcorreo.chaos.seed` repeats the choices.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class ChaosTest {
  private static final List<DemoMailbox> CORPUS = mailboxesOf("ana");
  private static final Duration CHAOS =
      Duration.parse("PT" + System.getProperty("correo.chaos", "60s"));
  private static final long SEED = Long.getLong("correo.chaos.seed", new Random().nextInt());
  private static final Duration LOAD_EVERY = Duration.ofMillis(200);
  private static final Duration DRAINED = Duration.ofMinutes(4);

  private final Path corpus =
      Path.of(System.getProperty("correo.shared", "../shared")).resolve("corpus");
  private final boolean hasCorpus = Files.isDirectory(corpus);
  private Stage stage;

  @BeforeAll
  void open() {
    var layout = Layout.together().splitOff(Chaos.victims());
    stage =
        Stage.open(
            layout,
            hasCorpus
                ? Map.of("SIMULATOR_MAIL", corpus.toAbsolutePath().normalize().toString())
                : Map.of());
  }

  @AfterAll
  void close() {
    stage.close();
  }

  /// Real, often malformed mail: every file is imported, nothing is lost, nothing is stuck.
  @Test
  @Order(1)
  void importsEveryFileOfTheCorpusThoughServicesAreKilledMeanwhile() {
    assumeTrue(hasCorpus, "skipped: no corpus of real mail beside the checkout");
    CORPUS.forEach(stage::connect);

    for (var part : List.of("sync", "mailbox", "crm-link", "search", "sync")) {
      awaitSomeMore();
      stage.system().part(part).kill();
      stage.system().part(part).start();
    }

    for (var mailbox : CORPUS) {
      var address = mailbox.address();
      var report = Eventually.converged(stage.convergence("ana"), address, DRAINED);
      System.out.println(report);
      assertThat(report.atProvider()).isGreaterThan(1_500);
      assertThat(report.inMailbox()).isEqualTo(report.atProvider() - drafts(address));
    }
  }

  @Test
  @Order(2)
  void losesNothingAndRepeatsNothingThoughProcessesDieAndStandStillAllTheTime() throws Exception {
    System.out.printf("Chaos for %d s, seed %d%n", CHAOS.toSeconds(), SEED);
    var traffic =
        List.of(traffic("bruno", "bruno@acme.example"), traffic("carla", "carla@globex.example"));
    var chaos = new Chaos(stage.system(), Clock.systemUTC(), SEED);
    var tasks = new ArrayList<Runnable>();
    traffic.forEach(it -> tasks.add(it::step));
    tasks.add(chaos::strikeWhenDue);

    try (var threads = Executors.newScheduledThreadPool(tasks.size())) {
      var every = LOAD_EVERY.toMillis();
      var running = new ArrayList<Future<?>>();
      for (var task : tasks) {
        running.add(threads.scheduleWithFixedDelay(task, 0, every, TimeUnit.MILLISECONDS));
      }
      assertThatThrownBy(() -> running.getLast().get(CHAOS.toMillis(), TimeUnit.MILLISECONDS))
          .as("goes on until it is told to stop")
          .isInstanceOf(TimeoutException.class);
      for (var one : running) if (!one.cancel(false)) one.get();
    }
    chaos.end();
    System.out.println(chaos);

    for (var it : traffic) {
      it.settle(DRAINED);
      assertThat(it.sends()).isPositive();
    }
  }

  private Traffic traffic(String user, String address) {
    mailboxesOf(user).forEach(stage::connect);
    return new Traffic(stage, user, address, SEED);
  }

  private int drafts(String address) {
    return (int)
        stage.world().truth(address).valueStream().filter(m -> m.path("draft").asBoolean()).count();
  }

  /// Until the imports went on by some messages, or are done.
  private void awaitSomeMore() {
    var ana = stage.as("ana");
    var before = done(ana);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> done(ana) >= before + 200 || CORPUS.stream().allMatch(it -> isDone(ana, it)));
  }

  private static long done(Crm ana) {
    return CORPUS.stream().mapToLong(it -> progress(ana, it).path("done").asLong(0)).sum();
  }

  private static boolean isDone(Crm ana, DemoMailbox mailbox) {
    return progress(ana, mailbox).path("state").asString("").equals("done");
  }

  private static JsonNode progress(Crm ana, DemoMailbox mailbox) {
    var path = "/mailboxes/" + ana.mailbox(mailbox.address()) + "/health";
    return ana.http().send("GET", path, null).json().path("import");
  }

  private static List<DemoMailbox> mailboxesOf(String user) {
    return DemoMailbox.all().stream().filter(it -> it.user().equals(user)).toList();
  }
}
