package io.correo.simulator.demo;

import io.correo.simulator.demo.Letter.Enclosure;
import io.correo.simulator.mail.Encoding;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes a [Letter] as an RFC 5322 message, all ASCII. The same letter gives the same bytes.
///
/// Written out here because a mail library looks its providers up on the whole class path for every
/// part, which made the demo the slowest step of the start.
final class Mime {
  private static final String EOL = "\r\n";

  private final Letter letter;
  private int boundaries;

  Mime(Letter letter) {
    this.letter = letter;
  }

  /// @param showBcc the sender's copy names the hidden recipients, the others' do not
  byte[] bytes(boolean showBcc) {
    var message = new ArrayList<String>();
    message.add("Date: " + date());
    message.add("From: " + addresses(List.of(letter.from())));
    message.add("To: " + addresses(letter.to()));
    if (!letter.cc().isEmpty()) message.add("Cc: " + addresses(letter.cc()));
    if (showBcc && !letter.bcc().isEmpty()) message.add("Bcc: " + addresses(letter.bcc()));
    message.add("Subject: " + Encoding.header(letter.subject()));
    message.add("Message-ID: " + letter.id());
    if (!letter.references().isEmpty()) {
      message.add("In-Reply-To: " + letter.references().getLast());
      message.add("References: " + String.join(EOL + " ", letter.references()));
    }
    letter.headers().forEach((name, value) -> message.add(name + ": " + value));
    message.add("MIME-Version: 1.0");
    message.add(content());
    return String.join(EOL, message).getBytes(StandardCharsets.US_ASCII);
  }

  private String date() {
    var date = letter.at().atZone(letter.from().zone()).toOffsetDateTime();
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(date);
  }

  private static String addresses(List<Person> people) {
    return people.stream()
        .map(p -> Encoding.phrase(p.name()) + "<" + p.address() + ">")
        .collect(Collectors.joining("," + EOL + " "));
  }

  /// A part's header and body, one after the other.
  private String content() {
    var attached = letter.enclosures().stream().filter(file -> !file.inline());
    var parts = Stream.concat(Stream.of(body()), attached.map(this::file)).toList();
    return parts.size() == 1 ? parts.getFirst() : multipart("mixed", parts);
  }

  private String body() {
    var parts = new ArrayList<>(List.of(text("plain", letter.plain())));
    var html = letter.html();
    if (html != null) parts.add(rich(html));
    var invitation = letter.invitation();
    if (invitation != null) {
      var type = "text/calendar; charset=UTF-8; method=" + invitation.method();
      parts.add(base64(type, invitation.calendar().getBytes(StandardCharsets.UTF_8)));
    }
    return parts.size() == 1 ? parts.getFirst() : multipart("alternative", parts);
  }

  private String rich(String html) {
    var text = text("html", "<html><body>" + html + "</body></html>\n");
    var shown = letter.enclosures().stream().filter(Enclosure::inline);
    var parts = Stream.concat(Stream.of(text), shown.map(this::file)).toList();
    return parts.size() == 1 ? text : multipart("related", parts);
  }

  private String file(Enclosure file) {
    var name = Encoding.parameter("filename", file.name());
    var header =
        file.inline()
            ? "inline;" + name + EOL + "Content-ID: " + file.contentId(letter.contentIds())
            : "attachment;" + name;
    return "Content-Disposition: " + header + EOL + base64(file.type(), file.content());
  }

  private static String text(String subtype, String text) {
    var header = "Content-Type: text/" + subtype + "; charset=UTF-8" + EOL;
    var encoding = "Content-Transfer-Encoding: quoted-printable" + EOL;
    return header + encoding + EOL + Encoding.quotedPrintable(text);
  }

  private static String base64(String type, byte[] content) {
    var header = "Content-Type: " + type + EOL + "Content-Transfer-Encoding: base64" + EOL;
    return header + EOL + Encoding.base64(content) + EOL;
  }

  private String multipart(String subtype, List<String> parts) {
    var boundary = "=_" + Integer.toHexString(letter.id().hashCode()) + "_" + boundaries++;
    var type = "Content-Type: multipart/" + subtype + "; boundary=\"" + boundary + "\"" + EOL;
    var text = new StringBuilder(type).append(EOL);
    for (var part : parts) text.append("--").append(boundary).append(EOL).append(part).append(EOL);
    return text.append("--").append(boundary).append("--").append(EOL).toString();
  }
}
