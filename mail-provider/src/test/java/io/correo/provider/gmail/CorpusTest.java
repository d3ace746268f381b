package io.correo.provider.gmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.correo.provider.Change;
import io.correo.provider.MailSource.Listed;
import io.correo.provider.ProviderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Real and hostile messages, through the simulator and the adapter.
class CorpusTest {
  private static final Path CORPUS =
      Path.of(System.getProperty("correo.shared", "../shared")).resolve("corpus");
  private final GmailProvider provider = SimulatedGoogle.provider(Map.of());
  private final SimulatedMailbox mailbox = new SimulatedMailbox();

  @Test
  void readsEveryMessageOfTheCorpus() throws IOException {
    assumeTrue(Files.isDirectory(CORPUS), "there is no corpus of messages beside this tree");
    var failed = new ArrayList<String>();
    var slowest = Duration.ZERO;
    int problems = 0;
    int read = 0;

    for (var file : files()) {
      var started = System.nanoTime();
      String what;
      try {
        var ref = mailbox.deliver(Files.readAllBytes(file));
        started = System.nanoTime();
        what = check(ref);
        if (what.equals("problems")) problems++;
      } catch (ProviderException | IllegalStateException failure) {
        what = failure.toString();
      }
      var took = Duration.ofNanos(System.nanoTime() - started);
      if (took.compareTo(slowest) > 0) slowest = took;
      if (!what.equals("whole") && !what.equals("problems")) {
        failed.add(CORPUS.relativize(file) + ": " + what);
      }
      read++;
    }

    System.out.printf(
        "corpus: %d messages, %d shown with a problem, slowest %d ms%n",
        read, problems, slowest.toMillis());
    assertThat(failed).isEmpty();
  }

  private String check(String ref) {
    var source = provider.source();
    var change = source.fetch(mailbox.grant(), List.of(new Listed(ref, "", null))).getFirst();
    if (!(change instanceof Change.Upserted(_, _, _, var content, _))) return change.toString();
    assertThat(content.snippet().length()).isLessThanOrEqualTo(200);
    assertThat(content.snippet()).doesNotContain("\n");
    assertThat(content.subject()).doesNotContain("\n");
    content.attachments().forEach(it -> assertThat(it.name()).isNotBlank());
    return content.problems().isEmpty() ? "whole" : "problems";
  }

  private static List<Path> files() throws IOException {
    try (var all = Files.walk(CORPUS)) {
      return all.filter(Files::isRegularFile)
          .filter(it -> !it.toString().endsWith(".md"))
          .sorted()
          .collect(Collectors.toList());
    }
  }
}
