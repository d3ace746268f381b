package io.correo.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.correo.e2e.client.Crm;
import io.correo.local.demo.DemoMailbox;
import io.correo.local.launch.Layout;
import java.io.IOException;
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
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A system whose processes die or stand still. One for all these tests, because it costs most to
/// start; each uses mailboxes of its own. Comes last, when the shared stage is not needed any more.
/// `-Dcorreo.chaos=10m` goes on for longer, `-Dcorreo.chaos.seed` repeats the choices,
/// `-Dcorreo.corpus.every=1` imports every file of the corpus.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@Order(Integer.MAX_VALUE)
class ChaosTest {
  private static final List<DemoMailbox> IMPORTED = mailboxesOf("ana");
  private static final int SOME = 40;
  private static final int BURST = 30;
  private static final int EVERY = Integer.getInteger("correo.corpus.every", 5);
  private static final Duration CHAOS =
      Duration.parse("PT" + System.getProperty("correo.chaos", "60s"));
  private static final long SEED = Long.getLong("correo.chaos.seed", new Random().nextInt());
  private static final Duration LOAD_EVERY = Duration.ofMillis(200);
  private static final Duration DRAINED = Duration.ofMinutes(4);

  private int files;
  private Stage stage;

  @BeforeAll
  void open(@TempDir Path mail) throws IOException {
    files = copyOfTheCorpus(mail);
    System.out.printf("Beside the demo's mail, %d files of the corpus, seed %d%n", files, SEED);
    Stage.endShared();
    var logs = Files.createDirectories(Path.of("target", "chaos-logs").toAbsolutePath());
    stage =
        Stage.open(
            Layout.together().splitOff(Chaos.victims()),
            Map.of("SIMULATOR_MAIL", mail.toString(), "CORREO_LOGS", logs.toString()));
  }

  @AfterAll
  void close() {
    stage.close();
  }

  /// While mailboxes are imported, with real, often malformed mail where the corpus is there, and
  /// others are used.
  @Test
  @Order(1)
  void losesNothingAndRepeatsNothingThoughProcessesDieAndStandStillInTheMiddleOfImports()
      throws Exception {
    System.out.printf("Chaos for %d s, seed %d%n", CHAOS.toSeconds(), SEED);
    var imported = IMPORTED.stream().map(stage::connect).toList();
    var traffic =
        List.of(traffic("bruno", "bruno@acme.example"), traffic("carla", "carla@globex.example"));
    awaitImported(SOME, imported);
    var sync = stage.system().part("sync");
    sync.kill();
    sync.launch();

    System.out.println(chaos(traffic));

    for (var it : traffic) {
      it.settle(DRAINED);
      assertThat(it.sends()).isPositive();
    }
    for (var mailbox : IMPORTED) {
      var address = mailbox.address();
      var report = Eventually.converged(stage.convergence("ana"), address, DRAINED);
      System.out.println(report);
      assertThat(report.atProvider()).isGreaterThan(files);
      assertThat(report.inMailbox()).isEqualTo(report.atProvider() - drafts(address));
    }
  }

  private Chaos chaos(List<Traffic> traffic) throws Exception {
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
      var refused = running.stream().filter(it -> !it.cancel(false)).toList();
      // Before what still goes on is awaited: it may be waiting for somebody who stands still.
      chaos.end();
      for (var one : refused) one.get();
    }
    return chaos;
  }

  /// The one that stands still wakes up as a zombie: it believes it still holds the mailbox.
  @Test
  @Order(2)
  void anotherInstanceTakesOverFromOneThatStandsStillAndIsNotDisturbedWhenItWakesUp() {
    var diegos = mailboxesOf("diego").getFirst();
    var mailbox = stage.connect(diegos);
    var convergence = stage.convergence("diego");
    var first = stage.system().part("sync");

    deliver(diegos, "Mientras trabaja");
    first.pause();
    deliver(diegos, "Mientras duerme");
    try (var _ = stage.anotherSync()) {
      awaitListed("diego", mailbox, "Mientras duerme");
      first.resume();
      deliver(diegos, "De vuelta");
      System.out.println(Eventually.converged(convergence, diegos.address(), DRAINED));
    }
    deliver(diegos, "Solo de nuevo");
    System.out.println(Eventually.converged(convergence, diegos.address(), DRAINED));
  }

  private void deliver(DemoMailbox mailbox, String subject) {
    for (var i = 1; i <= BURST; i++) {
      stage.world().deliver(mailbox.address(), "x@fuera.example", subject + " " + i, "hola");
    }
  }

  private void awaitListed(String user, String mailbox, String subject) {
    var crm = stage.as(user);
    await()
        .atMost(DRAINED)
        .until(
            () ->
                crm.all("/threads?mailbox=" + mailbox).stream()
                        .filter(it -> it.path("subject").asString("").startsWith(subject))
                        .count()
                    == BURST);
  }

  /// Other files every time, unless it is every file.
  ///
  /// @return how many
  private static int copyOfTheCorpus(Path mail) throws IOException {
    var corpus = Path.of(System.getProperty("correo.shared", "../shared")).resolve("corpus");
    if (!Files.isDirectory(corpus)) return 0;
    try (var all = Files.walk(corpus)) {
      var sorted = all.filter(Files::isRegularFile).sorted().toList();
      var copied = 0;
      for (var i = Math.floorMod(SEED, EVERY); i < sorted.size(); i += EVERY) {
        var file = sorted.get(i);
        Files.copy(file, mail.resolve(copied++ + "-" + file.getFileName()));
      }
      return copied;
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

  /// Until so many messages are imported, or all.
  private void awaitImported(int messages, List<String> mailboxes) {
    var ana = stage.as("ana");
    await()
        .atMost(DRAINED)
        .until(
            () -> {
              var imports = mailboxes.stream().map(id -> progress(ana, id)).toList();
              return imports.stream().allMatch(it -> it.path("state").asString("").equals("done"))
                  || imports.stream().mapToInt(it -> it.path("done").asInt(0)).sum() >= messages;
            });
  }

  /// Nothing while sync-service is down.
  private static JsonNode progress(Crm ana, String mailbox) {
    return ana.http().send("GET", "/mailboxes/" + mailbox + "/health", null).json().path("import");
  }

  private static List<DemoMailbox> mailboxesOf(String user) {
    return DemoMailbox.all().stream().filter(it -> it.user().equals(user)).toList();
  }
}
