package io.correo.simulator.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.simulator.RunningSimulator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BigMailboxTest {

  @Test
  void answersFromAMailboxOfFiftyThousandMessages() {
    try (var simulator = new RunningSimulator("--simulator.google.units-per-minute=9999999")) {
      var ana = simulator.gmail("ana@big.example");
      var mailbox = simulator.bean(Mailboxes.class).open("ana@big.example", Provider.GOOGLE);
      var now = Instant.parse("2026-11-23T12:00:00Z");
      for (int i = 0; i < 50_000; i++) {
        var raw = "Subject: Mail %d\r\nMessage-ID: <%d@x>\r\n\r\nx\r\n".formatted(i, i);
        mailbox.add(
            new Content(raw.getBytes(StandardCharsets.UTF_8)),
            i % 100 == 0 ? Set.of("INBOX", "STARRED") : Set.of("INBOX"),
            now.minusSeconds(i),
            null,
            null);
      }
      var start = ana.historyId();
      var id = ana.receives("Subject: new\n\nx\n");
      assertThat(size(ana, "messages?maxResults=500", "messages")).isEqualTo(500);
      assertThat(size(ana, "messages?maxResults=500&labelIds=STARRED&labelIds=INBOX", "messages"))
          .isEqualTo(500);
      assertThat(ana.get("messages/" + id).status()).isEqualTo(200);
      assertThat(size(ana, "history?startHistoryId=" + start, "history")).isEqualTo(1);
      assertThat(size(ana, "messages?q=rfc822msgid:49999@x", "messages")).isEqualTo(1);
      assertThat(ana.get("labels/INBOX").json().path("messagesTotal").asInt()).isEqualTo(50_001);
      assertThat(size(ana, "threads?maxResults=100", "threads")).isEqualTo(100);
    }
  }

  private static int size(RunningSimulator.GmailUser ana, String path, String list) {
    return ana.get(path).json().path(list).size();
  }
}
