package io.correo.simulator.demo;

import io.correo.simulator.demo.Letter.Enclosure;
import jakarta.activation.DataHandler;
import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a [Letter] as an RFC 5322 message. The same letter always gives the same bytes.
final class Mime {
  private final Letter letter;
  private int boundaries;

  Mime(Letter letter) {
    this.letter = letter;
  }

  /// @param showBcc the sender's copy names the hidden recipients, the others' do not
  byte[] bytes(boolean showBcc) {
    try {
      var message = new Message(letter.id());
      headers(message, showBcc);
      content(message);
      message.saveChanges();
      var out = new ByteArrayOutputStream();
      message.writeTo(out);
      return out.toByteArray();
    } catch (MessagingException e) {
      throw new IllegalArgumentException("cannot write " + letter.subject(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void headers(MimeMessage message, boolean showBcc)
      throws MessagingException, IOException {
    var date = letter.at().atZone(letter.from().zone()).toOffsetDateTime();
    message.setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(date));
    message.setFrom(address(letter.from()));
    message.setRecipients(RecipientType.TO, addresses(letter.to()));
    if (!letter.cc().isEmpty()) message.setRecipients(RecipientType.CC, addresses(letter.cc()));
    if (showBcc && !letter.bcc().isEmpty()) {
      message.setRecipients(RecipientType.BCC, addresses(letter.bcc()));
    }
    message.setSubject(letter.subject(), "UTF-8");
    if (!letter.references().isEmpty()) {
      message.setHeader("In-Reply-To", letter.references().getLast());
      message.setHeader("References", String.join("\r\n ", letter.references()));
    }
    for (var header : letter.headers().entrySet()) {
      message.setHeader(header.getKey(), header.getValue());
    }
  }

  private void content(MimeMessage message) throws MessagingException {
    var attached = letter.enclosures().stream().filter(e -> !e.inline()).toList();
    var body = body();
    if (attached.isEmpty()) {
      copy(body, message);
      return;
    }
    var mixed = new Parts("mixed");
    mixed.addBodyPart(body);
    for (var file : attached) mixed.addBodyPart(file(file));
    message.setContent(mixed);
  }

  private MimeBodyPart body() throws MessagingException {
    var plain = text(letter.plain(), "plain");
    var html = letter.html();
    if (html == null && letter.invitation() == null) return plain;
    var alternative = new Parts("alternative");
    alternative.addBodyPart(plain);
    if (html != null) alternative.addBodyPart(rich(html));
    var invitation = letter.invitation();
    if (invitation != null) alternative.addBodyPart(calendar(invitation));
    return part(alternative);
  }

  private MimeBodyPart rich(String html) throws MessagingException {
    var text = text("<html><body>" + html + "</body></html>", "html");
    var shown = letter.enclosures().stream().filter(Enclosure::inline).toList();
    if (shown.isEmpty()) return text;
    var related = new Parts("related");
    related.addBodyPart(text);
    for (var file : shown) related.addBodyPart(file(file));
    return part(related);
  }

  private MimeBodyPart file(Enclosure file) throws MessagingException {
    var part = part(file.content(), file.type(), "base64");
    part.setFileName(file.name());
    part.setDisposition(file.inline() ? "inline" : "attachment");
    if (file.inline()) part.setContentID(file.contentId(letter.contentIds()));
    return part;
  }

  private static MimeBodyPart calendar(Invitation invitation) throws MessagingException {
    var type = "text/calendar; charset=UTF-8; method=" + invitation.method();
    return part(invitation.calendar().getBytes(StandardCharsets.UTF_8), type, "base64");
  }

  private static MimeBodyPart text(String text, String subtype) throws MessagingException {
    var bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    return part(bytes, "text/" + subtype + "; charset=UTF-8", "quoted-printable");
  }

  private static MimeBodyPart part(byte[] content, String type, String encoding)
      throws MessagingException {
    var part = new MimeBodyPart();
    part.setDataHandler(new DataHandler(new ByteArrayDataSource(content, type)));
    part.setHeader("Content-Type", type);
    part.setHeader("Content-Transfer-Encoding", encoding);
    return part;
  }

  private static MimeBodyPart part(MimeMultipart parts) throws MessagingException {
    var part = new MimeBodyPart();
    part.setContent(parts);
    return part;
  }

  private static void copy(MimeBodyPart body, MimeMessage message) throws MessagingException {
    message.setDataHandler(body.getDataHandler());
    for (var name : List.of("Content-Type", "Content-Transfer-Encoding")) {
      var header = body.getHeader(name, null);
      if (header != null) message.setHeader(name, header);
    }
  }

  private static Address[] addresses(List<Person> people) throws IOException {
    var addresses = new Address[people.size()];
    for (int i = 0; i < addresses.length; i++) addresses[i] = address(people.get(i));
    return addresses;
  }

  private static InternetAddress address(Person person) throws IOException {
    return new InternetAddress(person.address(), nullIfEmpty(person.name()), "UTF-8");
  }

  private static @Nullable String nullIfEmpty(String name) {
    return name.isEmpty() ? null : name;
  }

  /// Keeps the Message-ID it was given.
  private static final class Message extends MimeMessage {
    private final String id;

    Message(String id) {
      super((Session) null);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }

  /// A multipart whose boundary does not depend on the time.
  private final class Parts extends MimeMultipart {
    Parts(String subtype) throws MessagingException {
      super(subtype);
      var type = new ContentType(contentType);
      type.setParameter(
          "boundary", "=_" + Integer.toHexString(letter.id().hashCode()) + "_" + boundaries++);
      contentType = type.toString();
    }
  }
}
