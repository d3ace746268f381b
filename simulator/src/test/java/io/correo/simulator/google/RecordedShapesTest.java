package io.correo.simulator.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.simulator.RunningSimulator;
import io.correo.simulator.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What real Gmail was seen to answer has the shape ours has.
class RecordedShapesTest {

  private static Path samples() {
    var folder = DiscoveryDocument.shared().resolve("payloads/gmail");
    Assumptions.assumeTrue(Files.isDirectory(folder), "no recorded answers here, test skipped");
    return folder;
  }

  private static List<JsonNode> shapes() throws IOException {
    try (var files = Files.list(samples().resolve("real-shapes"))) {
      var found = new ArrayList<JsonNode>();
      for (var file : files.filter(one -> one.toString().contains("shape-")).toList()) {
        found.add(Wire.JSON.readTree(Files.readAllBytes(file)));
      }
      return found;
    }
  }

  @Test
  void writesTheFieldsRealMessagesHave() throws IOException {
    var real = new TreeSet<String>();
    for (var shape : shapes()) {
      parts(shape.path("payload"), real);
    }
    try (var simulator = new RunningSimulator()) {
      var ana = simulator.gmail("ana@shape.example");
      var id =
          ana.receives(
              """
              Subject: s
              Content-Type: multipart/mixed; boundary=a

              --a
              Content-Type: multipart/alternative; boundary=b

              --b
              Content-Type: text/plain

              x
              --b
              Content-Type: text/html

              <p>x
              --b--
              --a
              Content-Type: image/png; name=a.png

              x
              --a--
              """);
      var message = ana.message(id);
      var ours = new TreeSet<String>();
      parts(message.path("payload"), ours);

      assertThat(names(message)).isEqualTo(names(shapes().getFirst(), "_source"));
      assertThat(real).containsAll(ours);
    }
  }

  /// "kind: fields / body fields" of every part.
  private static void parts(JsonNode part, TreeSet<String> found) {
    var kind =
        part.has("parts")
            ? "inner"
            : part.path("filename").asString("").isEmpty() ? "text" : "file";
    found.add(kind + ": " + names(part, "headers") + " / " + names(part.path("body")));
    part.path("parts").forEach(child -> parts(child, found));
  }

  private static TreeSet<String> names(JsonNode node, String... without) {
    var names = new TreeSet<String>();
    node.properties().forEach(field -> names.add(field.getKey()));
    names.removeAll(List.of(without));
    return names;
  }

  @Test
  void refusesWithTheFieldsGoogleDocuments() throws IOException {
    for (var name : List.of("401-authError", "403-userRateLimitExceeded")) {
      var file = samples().resolve("official-error-" + name + ".json");
      var official = Wire.JSON.readTree(Files.readAllBytes(file)).path("response");
      int status = official.path("status").asInt();
      var theirs = official.path("body").path("error");
      var reason = theirs.path("errors").get(0).path("reason").asString();
      var ours =
          Wire.JSON
              .<JsonNode>valueToTree(GmailException.of(status, reason, 0).body())
              .path("error");

      assertThat(names(ours)).containsAll(names(theirs));
      assertThat(names(ours.path("errors").get(0))).isEqualTo(names(theirs.path("errors").get(0)));
      assertThat(ours.path("errors").get(0).path("domain"))
          .isEqualTo(theirs.path("errors").get(0).path("domain"));
    }
  }
}
