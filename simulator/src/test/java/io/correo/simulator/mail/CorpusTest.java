package io.correo.simulator.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.simulator.RunningSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Real and hostile mail: everything can be loaded and served, whatever is wrong with it.
class CorpusTest {

  @Test
  void servesEveryMessageOfTheCorpus() {
    var corpus = Path.of(System.getProperty("correo.shared", "../../shared")).resolve("corpus");
    Assumptions.assumeTrue(Files.isDirectory(corpus), "no corpus here, test skipped");
    try (var simulator =
        new RunningSimulator(
            "--simulator.mail=" + corpus, "--simulator.google.units-per-minute=9999999")) {
      var ana = simulator.gmail("ana@acme.example");
      var ids = new ArrayList<String>();
      var token = "";
      do {
        var page = ana.get("messages?maxResults=500&pageToken=" + token).json();
        page.path("messages").forEach(one -> ids.add(one.path("id").asString()));
        token = page.path("nextPageToken").asString("");
      } while (!token.isEmpty());
      var wrong = new ArrayList<String>();
      var mailbox = simulator.bean(Mailboxes.class).open("ana@acme.example", Provider.GOOGLE);
      for (var id : ids) {
        for (var format : List.of("full", "metadata", "raw")) {
          var answer = ana.get("messages/" + id + "?format=" + format);
          if (answer.status() != 200) {
            wrong.add("%s %d %s".formatted(format, answer.status(), id));
          } else if (format.equals("raw")) {
            var raw = Base64.getUrlDecoder().decode(answer.json().path("raw").asString());
            assertThat(raw).isEqualTo(mailbox.find(id).content().raw());
          }
        }
      }

      assertThat(ids).hasSizeGreaterThan(1400);
      assertThat(wrong).isEmpty();
      var other = simulator.gmail("forwarder@out.example");
      var first = other.receives(mailbox.find(ids.getFirst()).content().raw());
      assertThat(other.post("messages/" + first + "/trash", Map.of()).status()).isEqualTo(200);
    }
  }
}
