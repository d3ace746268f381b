package io.correo.provider.gmail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.correo.events.MessageContent;
import io.correo.provider.Change;
import io.correo.provider.MailSource.Listed;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is kept of a text that is longer than anybody reads.
class GmailLongTextTest {
  private final SimulatedMailbox mailbox = new SimulatedMailbox();

  @Test
  void cutsWhatIsTooLong() {
    var provider = SimulatedGoogle.provider(Map.of("MAIL_TEXT_BYTES", 100, "MAIL_HTML_BYTES", 1));
    var ref =
        mailbox.deliver(
            crlf(
                "From: a@x.example\nContent-Type: text/plain; charset=utf-8\n\n"
                    + "ñ".repeat(1000)));

    var content = read(provider, ref).getFirst();

    assertThat(content.truncated()).isTrue();
    assertThat(content.text()).isEqualTo("ñ".repeat(50));
    assertThat(read(provider, mailbox.delivered("Short")).getFirst().truncated()).isFalse();
  }

  @Test
  void keepsTheBeginningOfATextThatIsLongerThanAnybodyReads() throws IOException {
    var line = "<p>Hola, ñandú</p>\n";
    var head = "Subject: Long\nContent-Type: text/html; charset=utf-8\n\n";
    var longOne = mailbox.deliver(crlf(head + line.repeat(1_000_000)));
    var other = mailbox.delivered("Short");
    var provider = SimulatedGoogle.provider();

    var read = read(provider, longOne, other);

    assertThat(read.getFirst().truncated()).isTrue();
    assertThat(read.getFirst().subject()).isEqualTo("Long");
    assertThat(read.getFirst().html().getBytes(UTF_8).length).isBetween(500_000, 524_288);
    assertThat(read.getFirst().html()).startsWith("<p>Hola, ñandú</p>\n<p>Hola");
    assertThat(read.getLast().subject()).isEqualTo("Short");
    assertThat(read.getLast().truncated()).isFalse();
    // Whoever wants all of it gets it.
    try (var bytes = provider.contents().attachment(mailbox.grant(), longOne, "")) {
      assertThat(bytes.readAllBytes()).hasSize(1_000_000 * (line.getBytes(UTF_8).length + 1));
    }
  }

  @Test
  void keepsAllElseWholeHoweverLittleIsKeptOfATextOrNothing() {
    var provider = SimulatedGoogle.provider(Map.of("MAIL_TEXT_BYTES", 0, "MAIL_HTML_BYTES", 0));
    var subject = "Presupuesto ".repeat(50).strip();

    var content = read(provider, mailbox.delivered(subject)).getFirst();

    assertThat(content.subject()).isEqualTo(subject);
    assertThat(content.text()).isEmpty();
    assertThat(content.truncated()).isTrue();
  }

  private List<MessageContent> read(GmailProvider provider, String... refs) {
    var listed = Stream.of(refs).map(ref -> new Listed(ref, "", null)).toList();
    return provider.source().fetch(mailbox.grant(), listed).stream()
        .map(it -> ((Change.Upserted) it).content())
        .toList();
  }

  private static byte[] crlf(String text) {
    return text.replace("\n", "\r\n").getBytes(UTF_8);
  }
}
