package io.correo.provider.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.correo.events.MessageId;
import io.correo.provider.simulated.Outside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The samples of Microsoft's documentation, which are as irregular as its answers.
class GraphSamplesTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("correo.shared", "../shared")).resolve("payloads/graph");
  private final JsonMapper json = Json.mapper();
  private final ContentReader contents =
      new ContentReader(Outside.settings(Map.of()).microsoft().limits());
  private int messages;
  private int others;

  @Test
  void readsWhatMicrosoftShows() throws IOException {
    assumeTrue(Files.isDirectory(SAMPLES), "there are no samples beside this tree");
    try (var files = Files.list(SAMPLES)) {
      for (var file : files.sorted().collect(Collectors.toList())) {
        read(json.readTree(Files.readAllBytes(file)));
      }
    }

    assertThat(messages).isGreaterThan(20);
    assertThat(others).isGreaterThan(30);
  }

  private void read(JsonNode sample) {
    var open = new ArrayList<JsonNode>();
    open.add(sample);
    while (!open.isEmpty()) {
      var node = open.removeLast();
      node.forEach(open::add);
      if (!node.isObject()) continue;
      var type = node.path("@odata.type").asString("");
      if (node.has("id") && (node.has("bodyPreview") || node.has("toRecipients"))) {
        message(json.treeToValue(node, GraphMessage.class));
      } else if (type.endsWith("Attachment")) {
        assertThat(json.treeToValue(node, GraphAttachment.class).type()).contains("/");
        others++;
      } else if (node.has("childFolderCount")) {
        assertThat(json.treeToValue(node, GraphFolder.class).toString()).isNotEmpty();
        others++;
      } else if (node.has("expirationDateTime") && node.has("resource")) {
        assertThat(json.treeToValue(node, Subscription.class).expiresAt()).isNotNull();
        others++;
      } else if (node.path("error").isObject()) {
        var failure = new Failures(Duration.ofSeconds(5)).translate("sample", 400, null, node);
        assertThat(failure).hasMessageMatching("(?s).+");
        others++;
      }
    }
  }

  private void message(GraphMessage message) {
    var content = contents.read(new MessageId("m1"), message);
    assertThat(content.subject()).doesNotContain("\n");
    assertThat(content.snippet()).doesNotContain("\n");
    content.attachments().forEach(it -> assertThat(it.name()).isNotBlank());
    messages++;
  }
}
