package io.correo.provider.mime;

import io.correo.events.Address;
import io.correo.provider.OutgoingMessage;
import io.correo.provider.ProviderException.Refused;
import io.correo.provider.ProviderException.Unavailable;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Properties;

/// A message written as RFC 5322 into a temporary file, so that its size does not matter. Closing
/// it deletes the file.
public final class MimeFile implements AutoCloseable {
  private static final String UTF_8 = StandardCharsets.UTF_8.name();
  private final Path file;
  private final long size;

  private MimeFile(Path file, long size) {
    this.file = file;
    this.size = size;
  }

  public static MimeFile write(OutgoingMessage message, Clock clock) {
    try {
      var file = Files.createTempFile("correo-", ".eml");
      try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
        mime(message, clock).writeTo(out);
      } catch (IOException | MessagingException | RuntimeException failure) {
        Files.deleteIfExists(file);
        throw failure;
      }
      return new MimeFile(file, Files.size(file));
    } catch (IOException failure) {
      // The disk, or a file that is itself fetched from somewhere.
      throw new Unavailable("the message could not be written", failure);
    } catch (MessagingException invalid) {
      throw new Refused(400, "invalid-message", String.valueOf(invalid.getMessage()));
    }
  }

  public Path path() {
    return file;
  }

  public long size() {
    return size;
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static MimeMessage mime(OutgoingMessage message, Clock clock)
      throws MessagingException, IOException {
    var mime = new Identified(message.messageId());
    mime.setFrom(address(message.from()));
    mime.setRecipients(RecipientType.TO, addresses(message.to()));
    mime.setRecipients(RecipientType.CC, addresses(message.cc()));
    // Gmail reads whom to send blind copies from here, and takes it out of what it sends.
    mime.setRecipients(RecipientType.BCC, addresses(message.bcc()));
    mime.setSubject(message.subject(), UTF_8);
    mime.setSentDate(Date.from(clock.instant()));
    if (message.inReplyTo() != null) mime.setHeader("In-Reply-To", message.inReplyTo());
    if (!message.references().isEmpty()) {
      mime.setHeader(
          "References",
          MimeUtility.fold("References: ".length(), String.join(" ", message.references())));
    }
    for (var mark : message.marks().entrySet()) mime.setHeader(mark.getKey(), mark.getValue());
    mime.setContent(everything(message));
    mime.saveChanges();
    return mime;
  }

  private static Multipart everything(OutgoingMessage message) throws MessagingException {
    var inline = message.files().stream().filter(file -> file.contentId() != null).toList();
    var attached = message.files().stream().filter(file -> file.contentId() == null).toList();
    var alternative = new MimeMultipart("alternative");
    alternative.addBodyPart(text(message.text(), "plain"));
    if (inline.isEmpty()) {
      alternative.addBodyPart(text(message.html(), "html"));
    } else {
      var related = new MimeMultipart("related");
      related.addBodyPart(text(message.html(), "html"));
      for (var file : inline) related.addBodyPart(file(file));
      alternative.addBodyPart(holding(related));
    }
    if (attached.isEmpty()) return alternative;
    var mixed = new MimeMultipart("mixed");
    mixed.addBodyPart(holding(alternative));
    for (var file : attached) mixed.addBodyPart(file(file));
    return mixed;
  }

  private static MimeBodyPart holding(Multipart parts) throws MessagingException {
    var part = new MimeBodyPart();
    part.setContent(parts);
    return part;
  }

  private static MimeBodyPart text(String text, String subtype) throws MessagingException {
    var part = new MimeBodyPart();
    part.setText(text, UTF_8, subtype);
    return part;
  }

  private static MimeBodyPart file(OutgoingMessage.File file) throws MessagingException {
    var part = new MimeBodyPart();
    part.setDataHandler(new DataHandler(new Source(file)));
    // Said here, or the bytes would be read an extra time to find out.
    part.setHeader("Content-Transfer-Encoding", "base64");
    part.setFileName(file.name()); // RFC 2231 where the name needs it
    part.setDisposition(file.contentId() == null ? Part.ATTACHMENT : Part.INLINE);
    if (file.contentId() != null) part.setContentID("<" + file.contentId() + ">");
    return part;
  }

  private static InternetAddress[] addresses(List<Address> addresses) throws IOException {
    var found = new InternetAddress[addresses.size()];
    for (int i = 0; i < found.length; i++) found[i] = address(addresses.get(i));
    return found;
  }

  private static InternetAddress address(Address address) throws IOException {
    return new InternetAddress(address.address(), address.name(), UTF_8);
  }

  /// Keeps the Message-ID it is given.
  private static final class Identified extends MimeMessage {
    private final String id;

    Identified(String id) {
      super(Session.getInstance(new Properties()));
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }

  private record Source(OutgoingMessage.File file) implements DataSource {
    @Override
    public InputStream getInputStream() throws IOException {
      return file.bytes().open();
    }

    @Override
    public OutputStream getOutputStream() {
      throw new UnsupportedOperationException("only read");
    }

    @Override
    public String getContentType() {
      return file.type();
    }

    @Override
    public String getName() {
      return file.name();
    }
  }
}
