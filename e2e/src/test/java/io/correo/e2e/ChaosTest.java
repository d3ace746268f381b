package io.correo.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.correo.e2e.client.Crm;
import io.correo.local.demo.DemoMailbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/// The processes of the shared stage die or stand still, so it comes last; each test uses mailboxes
/// of its own. `-Dcorreo.chaos=10m` goes on for longer, `-Dcorreo.chaos.seed` repeats the choices,
/// `-Dcorreo.corpus.every=1` imports every file of the corpus.
@TestMethodOrder(OrderAnnotation.class)
@Order(Integer.MAX_VALUE)
@ResourceLock(Stage.PROCESSES)
class ChaosTest {
  private static final int LETTERS = 150;
  private static final int SOME = 40;
  private static final int BURST = 30;
  private static final int EVERY = Integer.getInteger("correo.corpus.every", 5);
  private static final Duration CHAOS =
      Duration.parse("PT" + System.getProperty("correo.chaos", "60s"));
  private static final long SEED = Long.getLong("correo.chaos.seed", new Random().nextInt());
  private static final Duration LOAD_EVERY = Duration.ofMillis(200);
  private static final Duration DRAINED = Duration.ofMinutes(4);

  private final Stage stage = Stage.shared();

  @BeforeEach
  void isOurs() {
    assumeTrue(stage.isOurs(), "nothing is struck that was not started here");
  }

  /// While mailboxes are imported, with real, often malformed mail where the corpus is there, and
  /// others are used.
  @Test
  @Order(1)
  void losesNothingAndRepeatsNothingThoughProcessesDieAndStandStillInTheMiddleOfImports()
      throws Exception {
    System.out.printf("Chaos for %d s, seed %d%n", CHAOS.toSeconds(), SEED);
    var owner = Newcomer.of(stage, "acme", "mudanza");
    var files = deliverOld(owner);
    System.out.printf("Imports %d letters and %d files of the corpus%n", LETTERS, files);
    var traffic =
        List.of(
            new Traffic(stage, Newcomer.of(stage, "acme", "trafico").gmail(), SEED),
            new Traffic(stage, Newcomer.of(stage, "globex", "trafico").outlook(), SEED));
    var imported = owner.mailboxes().stream().map(stage::connect).toList();
    awaitImported(SOME, stage.as(owner.name()), imported);
    var sync = stage.system().part("sync");
    sync.kill();
    sync.launch();

    System.out.println(chaos(traffic));

    var ends = new ArrayList<Runnable>();
    for (var it : traffic) ends.add(() -> it.settle(DRAINED));
    for (var it : owner.mailboxes()) ends.add(() -> awaitConverged(it, LETTERS + files));
    Together.run(ends);
    assertThat(traffic).allMatch(it -> it.sends() > 0);
  }

  private void awaitConverged(DemoMailbox mailbox, int messages) {
    var convergence = stage.convergence(mailbox.user());
    var report = Eventually.converged(convergence, mailbox.address(), DRAINED);
    System.out.println(report);
    assertThat(report.atProvider()).isEqualTo(messages);
    assertThat(report.inMailbox()).isEqualTo(messages);
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
    var newcomer = Newcomer.of(stage, "globex", "relevo");
    var box = newcomer.gmail();
    var mailbox = stage.connect(box);
    var crm = stage.as(newcomer.name());
    var convergence = stage.convergence(newcomer.name());
    var first = stage.system().part("sync");

    deliver(box, "Mientras trabaja");
    first.pause();
    deliver(box, "Mientras duerme");
    try (var _ = stage.anotherSync()) {
      awaitListed(crm, mailbox, "Mientras duerme");
      first.resume();
      deliver(box, "De vuelta");
      System.out.println(Eventually.converged(convergence, box.address(), DRAINED));
    }
    deliver(box, "Solo de nuevo");
    System.out.println(Eventually.converged(convergence, box.address(), DRAINED));
  }

  private void deliver(DemoMailbox mailbox, String subject) {
    for (var i = 1; i <= BURST; i++) {
      stage.world().deliver(mailbox.address(), "x@fuera.example", subject + " " + i, "hola");
    }
  }

  private static void awaitListed(Crm crm, String mailbox, String subject) {
    await()
        .atMost(DRAINED)
        .until(
            () ->
                crm.all("/threads?mailbox=" + mailbox).stream()
                        .filter(it -> it.path("subject").asString("").startsWith(subject))
                        .count()
                    == BURST);
  }

  /// What is there before the mailboxes are connected: letters and, where it is, of the corpus
  /// other files every time, unless it is every file.
  ///
  /// @return how many files
  private int deliverOld(Newcomer owner) throws Exception {
    var files = ofTheCorpus();
    Together.run(
        owner.mailboxes().stream().<Runnable>map(it -> () -> deliverOld(it, files)).toList());
    return files.size();
  }

  private void deliverOld(DemoMailbox mailbox, List<Path> files) {
    var address = mailbox.address();
    for (var i = 1; i <= LETTERS; i++) {
      stage.world().deliver(address, "x@fuera.example", "Antigua " + i, "hola");
    }
    try {
      for (var file : files) stage.world().deliver(address, Files.readAllBytes(file));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static List<Path> ofTheCorpus() throws IOException {
    var corpus = Path.of(System.getProperty("correo.shared", "../shared")).resolve("corpus");
    if (!Files.isDirectory(corpus)) return List.of();
    try (var all = Files.walk(corpus)) {
      var sorted = all.filter(Files::isRegularFile).sorted().toList();
      return IntStream.range(0, sorted.size())
          .filter(i -> i % EVERY == Math.floorMod(SEED, EVERY))
          .mapToObj(sorted::get)
          .toList();
    }
  }

  /// Until so many messages are imported, or all.
  private static void awaitImported(int messages, Crm owner, List<String> mailboxes) {
    await()
        .atMost(DRAINED)
        .until(
            () -> {
              var imports = mailboxes.stream().map(id -> progress(owner, id)).toList();
              return imports.stream().allMatch(it -> it.path("state").asString("").equals("done"))
                  || imports.stream().mapToInt(it -> it.path("done").asInt(0)).sum() >= messages;
            });
  }

  /// Nothing while sync-service is down.
  private static JsonNode progress(Crm owner, String mailbox) {
    return owner
        .http()
        .send("GET", "/mailboxes/" + mailbox + "/health", null)
        .json()
        .path("import");
  }
}
