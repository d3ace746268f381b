package io.correo.provider.gmail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.correo.events.Address;
import io.correo.events.Automatic;
import io.correo.events.MessageContent;
import io.correo.provider.Change;
import io.correo.provider.MailSource.Listed;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of what senders write.
class GmailReadingTest {
  private final SimulatedMailbox mailbox = new SimulatedMailbox();

  @Test
  void decodesHeadersWhateverTheirCaseAndForm() {
    var content =
        read(
            """
            fRoM: =?ISO-8859-1?Q?Andr=E9?= Pirard <PIRARD@vm1.ulg.ac.be>
            TO: "Díaz, Ana" <ana@x.example>, equipo: b@x.example, C <c@x.example>;, roto
            SUBJECT: =?UTF-8?B?UHJlc3VwdWVzdG8gYcOxbw==?=
             =?UTF-8?Q?_2026?=
            MESSAGE-ID: <1@x.example>
            references: <a@x.example> <b@x.example>
            In-Reply-To: <c@x.example>

            Hola
            """);

    assertThat(content.subject()).isEqualTo("Presupuesto año 2026");
    assertThat(content.from()).isEqualTo(new Address("André Pirard", "PIRARD@vm1.ulg.ac.be"));
    assertThat(content.to())
        .containsExactly(
            new Address("Díaz, Ana", "ana@x.example"),
            Address.of("b@x.example"),
            new Address("C", "c@x.example"),
            Address.of("roto"));
    assertThat(content.messageId()).isEqualTo("<1@x.example>");
    assertThat(content.references())
        .containsExactly("<a@x.example>", "<b@x.example>", "<c@x.example>");
    assertThat(content.inReplyTo()).isEqualTo("<c@x.example>");
    assertThat(content.problems()).isEmpty();
  }

  @Test
  void saysThatNobodySentIt() {
    var content = read("To: undisclosed-recipients:;\n\nHola\n");

    assertThat(content.from()).isNull();
    assertThat(content.to()).isEmpty();
    assertThat(content.problems()).containsExactly("The message has no From header.");
  }

  @Test
  void keepsTextAndHtmlOfAnAlternative() {
    var content = read(ALTERNATIVE);

    assertThat(content.text()).isEqualToIgnoringNewLines("Plain words");
    assertThat(content.html()).contains("<b>rich</b>");
    assertThat(content.snippet()).isEqualTo("Plain words");
  }

  @Test
  void derivesTextFromHtml() {
    var content =
        read(
            """
            From: a@x.example
            Content-Type: text/html; charset=utf-8

            <html><head><title>No</title><style>p{}</style></head>
            <body><p>One&nbsp;&amp; two</p><div>three<br>four</div><script>no()</script></body></html>
            """);

    assertThat(content.text()).isEqualTo("One & two\n\nthree\nfour");
    assertThat(content.html()).contains("<p>One&nbsp;&amp; two</p>");
  }

  @Test
  void tellsImagesTheTextShowsFromFiles() {
    var content =
        read(
            """
            From: a@x.example
            Content-Type: multipart/mixed; boundary=m

            --m
            Content-Type: multipart/related; boundary=r

            --r
            Content-Type: text/html

            <p>See <img src="cid:logo@x"></p>
            --r
            Content-Type: image/png
            Content-ID: <logo@x>
            Content-Disposition: inline; filename=logo.png
            Content-Transfer-Encoding: base64

            iVBORw0KGgo=
            --r
            Content-Type: image/png
            Content-ID: <unused@x>
            Content-Transfer-Encoding: base64

            iVBORw0KGgo=
            --r--
            --m
            Content-Type: application/pdf
            Content-Disposition: attachment;
             filename*0*=UTF-8''Presupuesto%20a%C3%B1o;
             filename*1=" 2026.pdf"
            Content-Transfer-Encoding: base64

            JVBERi0xLjQK
            --m
            Content-Type: text/calendar; method=REQUEST

            BEGIN:VCALENDAR
            END:VCALENDAR
            --m--
            """);

    var files = content.attachments();
    assertThat(files).hasSize(4);
    assertThat(files.get(0).name()).isEqualTo("logo.png");
    assertThat(files.get(0).inline()).isTrue();
    assertThat(files.get(0).contentId()).isEqualTo("logo@x");
    assertThat(files.get(1).inline()).isFalse();
    assertThat(files.get(1).name()).endsWith(".png");
    assertThat(files.get(2).name()).isEqualTo("Presupuesto año 2026.pdf");
    assertThat(files.get(2).size()).isEqualTo(9);
    assertThat(files.get(3).type()).isEqualTo("text/calendar");
    assertThat(files.get(3).name()).endsWith(".ics");
    assertThat(files).extracting(it -> it.id()).doesNotHaveDuplicates();
  }

  @Test
  void joinsTheTextsOfAMixedMessage() {
    var content =
        read(
            """
            From: a@x.example
            Content-Type: multipart/mixed; boundary=m

            --m
            Content-Type: text/html

            <p>Question</p>
            --m
            Content-Type: text/plain

            -- list <footer>
            --m--
            """);

    assertThat(content.html()).contains("<p>Question</p>").contains("-- list &lt;footer&gt;");
    assertThat(content.text()).contains("Question").contains("-- list <footer>");
  }

  @Test
  void givesAForwardedMessageAsAFile() throws IOException {
    var ref =
        mailbox.deliver(
            crlf(
                """
                From: a@x.example
                Content-Type: multipart/mixed; boundary=m

                --m
                Content-Type: text/plain

                See below
                --m
                Content-Type: message/rfc822

                From: b@x.example
                Subject: Inner

                Inner words
                --m--
                """));
    var content = content(ref, SimulatedGoogle.provider());

    assertThat(content.text()).contains("See below").doesNotContain("Inner words");
    var file = content.attachments().getFirst();
    assertThat(file.type()).isEqualTo("message/rfc822");
    assertThat(file.name()).endsWith(".eml");
    var contents = SimulatedGoogle.provider().contents();
    try (var bytes = contents.attachment(mailbox.grant(), ref, file.part())) {
      assertThat(new String(bytes.readAllBytes(), UTF_8)).contains("Subject: Inner");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Auto-Submitted: auto-replied|AUTO_REPLY",
        "Auto-Submitted: no|NONE",
        "List-Id: <news.x.example>|LIST",
        "list-unsubscribe: <mailto:out@x.example>|LIST",
        "Precedence: bulk|LIST",
        "X-Autoreply: yes|AUTO_REPLY",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b|BOUNCE",
        "Subject: Hola|NONE"
      })
  void tellsMachinesFromPeople(String header, Automatic automatic) {
    assertThat(read("From: a@x.example\n" + header + "\n\n--b--\n").automatic())
        .isEqualTo(automatic);
  }

  @Test
  void readsOldAndLyingCharsets() {
    assertThat(read(bytes("iso-8859-1", "ma\u00f1ana", ISO_8859_1)).text()).contains("mañana");
    assertThat(read(bytes("us-ascii", "ma\u00f1ana", ISO_8859_1)).text()).contains("mañana");
    assertThat(read(bytes("windows-1251", "Привет", Charset.forName("windows-1251"))).text())
        .contains("Привет");
    assertThat(read(bytes("iso-2022-jp", "日本語", Charset.forName("ISO-2022-JP"))).text())
        .contains("日本語");
    assertThat(read(bytes("no-such-thing", "mañana", UTF_8)).text()).contains("mañana");
  }

  @Test
  void survivesPartsNestedTooDeeply() {
    var nested = new StringBuilder("From: a@x.example\nSubject: Deep\n");
    for (int i = 0; i < 150; i++) {
      nested.append("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n".formatted(i, i));
    }
    nested.append("Content-Type: text/plain\n\nThe end");

    var content = read(nested.toString());

    assertThat(content.subject()).isEqualTo("Deep");
    assertThat(content.problems()).isNotEmpty();
  }

  private static final String ALTERNATIVE =
      """
      From: a@x.example
      Content-Type: multipart/alternative; boundary=m

      --m
      Content-Type: text/plain

      Plain words
      --m
      Content-Type: text/html

      <p>Something <b>rich</b></p>
      --m--
      """;

  private static byte[] bytes(String declared, String text, Charset charset) {
    var head =
        "From: a@x.example\r\nContent-Type: text/plain; charset=%s\r\n\r\n".formatted(declared);
    var body = text.getBytes(charset);
    var all = new java.io.ByteArrayOutputStream();
    all.writeBytes(head.getBytes(UTF_8));
    all.writeBytes(body);
    return all.toByteArray();
  }

  private static byte[] crlf(String text) {
    return text.replace("\n", "\r\n").getBytes(UTF_8);
  }

  private MessageContent read(String rfc822) {
    return read(crlf(rfc822));
  }

  private MessageContent read(byte[] rfc822) {
    return content(mailbox.deliver(rfc822), SimulatedGoogle.provider());
  }

  private MessageContent content(String ref, GmailProvider provider) {
    var change =
        provider.source().fetch(mailbox.grant(), List.of(new Listed(ref, "", null))).getFirst();
    return ((Change.Upserted) change).content();
  }
}
