package io.correo.provider.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.correo.provider.Change;
import io.correo.provider.MailSource.Listed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Real and hostile messages, through the simulator and the adapter: as many as are imported.
class GraphCorpusTest {
  private static final Path CORPUS =
      Path.of(System.getProperty("correo.shared", "../shared")).resolve("corpus");
  private final GraphProvider provider =
      SimulatedMicrosoft.provider(Map.of("GRAPH_DELTA_PAGE", 50));
  private final OutlookMailbox mailbox = new OutlookMailbox();

  @Test
  void importsEveryMessageOfTheCorpus() throws IOException {
    assumeTrue(Files.isDirectory(CORPUS), "there is no corpus of messages beside this tree");
    var delivered = new ArrayList<String>();
    for (var file : files()) delivered.add(mailbox.deliver(Files.readAllBytes(file)));

    var imported = new ArrayList<Listed>();
    String page = null;
    do {
      var listing = provider.source().importPage(mailbox.grant(), page);
      imported.addAll(listing.messages());
      page = listing.nextPageToken();
    } while (page != null);

    assertThat(imported).extracting(Listed::ref).containsExactlyInAnyOrderElementsOf(delivered);
    assertThat(imported).allSatisfy(GraphCorpusTest::isWhole);
  }

  private static void isWhole(Listed listed) {
    assertThat(listed.whole()).isInstanceOf(Change.Upserted.class);
    var content = listed.whole().content();
    assertThat(content.snippet().length()).isLessThanOrEqualTo(200);
    assertThat(content.snippet()).doesNotContain("\n");
    assertThat(content.subject()).doesNotContain("\n");
    content.attachments().forEach(it -> assertThat(it.name()).isNotBlank());
  }

  private static List<Path> files() throws IOException {
    try (var all = Files.walk(CORPUS)) {
      return all.filter(Files::isRegularFile)
          .filter(it -> !it.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }
}
