package io.correo.simulator.microsoft;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.simulator.RunningSimulator;
import io.correo.simulator.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The requests of Microsoft's own documentation are understood.
class GraphSamplesTest {

  @Test
  void takesTheMessagesOfTheOfficialSamples() throws IOException {
    var folder = GraphDocument.shared().resolve("payloads/graph");
    Assumptions.assumeTrue(Files.isDirectory(folder), "no samples here, test skipped");
    try (var simulator = new RunningSimulator();
        var files = Files.list(folder)) {
      var ana = simulator.outlook("ana@samples.example");
      var original = ana.receives("From: m@x.example\nSubject: a\nMessage-ID: <a@x>\n\nx\n");
      var refused = new ArrayList<String>();
      int taken = 0;
      for (var file : files.sorted().toList()) {
        var action = action(file);
        var body = sample(file).path("request").path("body");
        // Some show only what kind of value stands where.
        boolean real = body.isObject() && !body.toString().contains("address-value");
        if (action.isEmpty() || !real) {
          continue;
        }
        var answer = ana.post(action.replace("ID", original), body);
        taken++;
        if (answer.status() >= 300) {
          refused.add(file.getFileName() + " " + answer.text());
        }
      }

      assertThat(refused).isEmpty();
      assertThat(taken).isGreaterThan(8);
    }
  }

  private static JsonNode sample(Path file) throws IOException {
    return Wire.JSON.readTree(Files.readAllBytes(file));
  }

  private static String action(Path file) {
    var name = file.getFileName().toString().replaceFirst("\\..*", "");
    return switch (name) {
      case "user-post-messages", "mailfolder-post-messages" -> "messages";
      case "user-sendmail" -> "sendMail";
      case "message-createreply" -> "messages/ID/createReply";
      case "message-createreplyall" -> "messages/ID/createReplyAll";
      case "message-createforward" -> "messages/ID/createForward";
      case "message-reply" -> "messages/ID/reply";
      case "message-replyall" -> "messages/ID/replyAll";
      case "message-forward" -> "messages/ID/forward";
      case "message-post-attachments" -> "messages/ID/attachments";
      default -> "";
    };
  }
}
