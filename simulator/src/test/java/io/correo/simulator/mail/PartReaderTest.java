package io.correo.simulator.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PartReaderTest {

  private static Part read(String mail) {
    return PartReader.read(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  private static String tree(Part part) {
    return part.path()
        + ":"
        + part.mimeType()
        + (part.parts().isEmpty() ? "" : part.parts().stream().map(PartReaderTest::tree).toList());
  }

  @Test
  void numbersPartsAsGmailDoes() {
    var part =
        read(
            """
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
            Content-Type: message/rfc822

            Subject: inner
            Content-Type: multipart/signed; boundary=c

            --c

            signed
            --c--
            --a--
            """);

    assertThat(tree(part))
        .isEqualTo(
            ":multipart/mixed[0:multipart/alternative[0.0:text/plain, 0.1:text/html],"
                + " 1:message/rfc822[1.0:multipart/signed[1.0.0:text/plain]]]");
    assertThat(part.find("1.0").header("subject")).isEqualTo("inner");
  }

  @Test
  void showsTheStatusOfAReportBelowIt() {
    var part =
        read(
            "Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822; x@y\nAction: failed\n");

    assertThat(tree(part)).isEqualTo(":message/delivery-status[0:text/plain]");
    assertThat(new String(part.find("0").content(), StandardCharsets.UTF_8))
        .contains("Action: failed");
  }

  @Test
  void readsFileNamesInEveryHabit() {
    assertThat(name("attachment; filename=\"a \\\"b\\\".pdf\"")).isEqualTo("a \"b\".pdf");
    assertThat(name("attachment; filename=plain.pdf")).isEqualTo("plain.pdf");
    assertThat(name("attachment; filename*=UTF-8''a%C3%B1o%20.pdf")).isEqualTo("año .pdf");
    assertThat(name("attachment; filename*0*=UTF-8''a%C3; filename*1*=%B1o.pdf"))
        .isEqualTo("año.pdf");
    assertThat(name("attachment; filename*0=\"long\"; filename*1=\"er.pdf\""))
        .isEqualTo("longer.pdf");
    assertThat(name("attachment; filename=\"=?utf-8?Q?a=C3=B1o?=.pdf\"")).isEqualTo("año.pdf");
    assertThat(name("attachment; filename=\"" + "x".repeat(100_000))).isNotNull();
  }

  private static String name(String disposition) {
    return read("Content-Type: application/pdf\nContent-Disposition: " + disposition + "\n\nx")
        .filename();
  }

  @Test
  void givesNestingWithoutEndItsLimit() {
    var bomb = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      bomb.append("Content-Type: multipart/mixed; boundary=b")
          .append(i)
          .append("\n\n--b")
          .append(i)
          .append("\n");
    }

    assertThat(tree(read(bomb.toString())).length()).isLessThan(20_000);
    assertThat(read("").mimeType()).isEqualTo("text/plain");
    assertThat(read("no header at all").content())
        .asString(StandardCharsets.UTF_8)
        .contains("no header");
  }
}
