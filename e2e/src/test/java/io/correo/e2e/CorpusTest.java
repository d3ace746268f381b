package io.correo.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.correo.local.demo.DemoMailbox;
import io.correo.local.launch.Layout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Real, often malformed mail: every file is imported, nothing is lost, nothing is stuck.
class CorpusTest {
  private static final String ANA = "ana@acme.example";

  @Test
  void importsEveryFileOfTheCorpusThoughServicesAreKilledMeanwhile() {
    var corpus = Path.of(System.getProperty("correo.shared", "../shared")).resolve("corpus");
    assumeTrue(Files.isDirectory(corpus), "skipped: no corpus of real mail beside the checkout");
    var environment = Map.of("SIMULATOR_MAIL", corpus.toAbsolutePath().normalize().toString());
    try (var stage = Stage.open(Layout.apart(), environment)) {
      stage.connect(mailboxOf(ANA));

      for (var part : new String[] {"sync", "mailbox", "crm-link", "search", "sync"}) {
        awaitSomeMore(stage);
        stage.system().part(part).kill();
        stage.system().part(part).start();
      }

      var report = Eventually.converged(stage.convergence("ana"), ANA, Duration.ofMinutes(4));
      System.out.println(report);
      assertThat(report.atProvider()).isGreaterThan(1_500);
      assertThat(report.inMailbox()).isEqualTo(report.atProvider() - drafts(stage));
    }
  }

  private static int drafts(Stage stage) {
    return (int)
        stage.world().truth(ANA).valueStream().filter(m -> m.path("draft").asBoolean()).count();
  }

  /// Until the import went on by some messages, or is done.
  private static void awaitSomeMore(Stage stage) {
    var before = done(stage);
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> done(stage) >= before + 100 || finished(stage));
  }

  private static long done(Stage stage) {
    return health(stage).path("import").path("done").asLong(0);
  }

  private static boolean finished(Stage stage) {
    return health(stage).path("import").path("state").asString("").equals("done");
  }

  private static tools.jackson.databind.JsonNode health(Stage stage) {
    var ana = stage.as("ana");
    var answer = ana.http().send("GET", "/mailboxes/" + ana.mailbox(ANA) + "/health", null);
    return answer.json();
  }

  private static DemoMailbox mailboxOf(String address) {
    return DemoMailbox.all().stream()
        .filter(mailbox -> mailbox.address().equals(address))
        .findFirst()
        .orElseThrow();
  }
}
