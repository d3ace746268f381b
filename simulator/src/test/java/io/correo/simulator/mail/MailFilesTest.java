package io.correo.simulator.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailFilesTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @TempDir Path folder;

  private List<StoredMessage> loaded() {
    var mailbox = new Mailboxes(1).open("a@x.example", Provider.GOOGLE);
    new MailFiles(mailbox, NOW).load(folder);
    return mailbox.list(Set.of(Label.INBOX), _ -> true, null, 100);
  }

  private void file(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void takesEveryFileButNotesAndHiddenOnes() throws IOException {
    file("a.eml", "Subject: one\n\nx");
    file("deep/b", "Subject: two\n\nx");
    file("empty.txt", "");
    file("README.md", "# no mail");
    file(".hidden", "Subject: no\n\nx");

    assertThat(loaded())
        .extracting(message -> message.content().subject())
        .containsExactlyInAnyOrder("one", "two", "");
  }

  @Test
  void splitsAnMboxAtItsSeparators() throws IOException {
    file(
        "box.mbox",
        """
        From a@x Mon Nov 23 10:00:00 2026
        Subject: one

        From here on it is text.
        >From there too.

        From b@x Mon Nov 23 11:00:00 2026
        Subject: two

        x
        """);

    var messages = loaded();

    assertThat(messages)
        .extracting(message -> message.content().subject())
        .containsExactlyInAnyOrder("one", "two");
    assertThat(messages)
        .filteredOn(message -> message.content().subject().equals("one"))
        .first()
        .extracting(message -> new String(message.content().raw()))
        .asString()
        .contains("From here on");
  }

  @Test
  void ordersByTheirDatesAndNeverInTheFuture() throws IOException {
    file("1", "Date: Tue, 1 Sep 2026 10:00:00 +0200\nSubject: newer\n\nx");
    file("2", "Date: 3 Mar 99 10:00 EST\nSubject: older\n\nx");
    file("3", "Date: whenever\nSubject: unknown\n\nx");
    file("4", "Date: Fri, 1 Jan 2038 00:00:00 GMT\nSubject: future\n\nx");

    var messages = loaded();

    assertThat(messages)
        .extracting(message -> message.content().subject())
        .containsExactly("future", "unknown", "newer", "older");
    assertThat(messages).allMatch(message -> message.date().isBefore(NOW));
    assertThat(messages.get(2).date()).isEqualTo(Instant.parse("2026-09-01T08:00:00Z"));
  }
}
