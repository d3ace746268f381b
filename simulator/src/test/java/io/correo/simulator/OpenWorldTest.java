package io.correo.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenWorldTest {

  @TempDir Path folder;

  @Test
  void fillsOutlookWithMailInOnePlaceEach() throws IOException {
    var mail = "From: x@y.example\r\nSubject: Own mail\r\n\r\nx\r\n";
    Files.writeString(folder.resolve("own.eml"), mail);
    try (var simulator =
        new RunningSimulator("--simulator.demo=true", "--simulator.mail=" + folder)) {
      for (var address : new String[] {"ana@acme-mail.example", "carla@globex.example"}) {
        var truth = simulator.get("/_sim/mailboxes/" + address + "/messages").json().path("items");
        Map<String, Integer> folders = new HashMap<>();
        truth.forEach(item -> folders.merge(item.path("folder").asString(), 1, Integer::sum));

        assertThat(folders).as(address).containsKeys("inbox", "sent");
        truth.forEach(
            item ->
                assertThat(item.path("draft").asBoolean())
                    .isEqualTo(item.path("folder").asString().equals("drafts")));
      }
      for (var address : new String[] {"ana@acme.example", "ana@acme-mail.example"}) {
        assertThat(simulator.get("/_sim/mailboxes/" + address + "/messages").text())
            .contains("Own mail");
      }
      assertThat(shownInbox(simulator)).isEqualTo("Bandeja de entrada");
    }
  }

  private static String shownInbox(RunningSimulator simulator) {
    var ana = simulator.outlook("ana@acme-mail.example");
    return ana.get("mailFolders/inbox").json().path("displayName").asString();
  }
}
