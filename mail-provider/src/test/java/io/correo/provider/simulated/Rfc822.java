package io.correo.provider.simulated;

import io.correo.provider.contract.Letter;
import io.correo.simulator.mail.Mailbox;
import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;

/// A letter as it travels.
public final class Rfc822 {
  private Rfc822() {}

  /// @param answered Message-ID of what it answers; empty for nothing
  public static byte[] of(Letter letter, Mailbox to, String answered, Instant sent) {
    try {
      var mime = new MimeMessage(Session.getInstance(new Properties()));
      mime.setFrom(new InternetAddress(letter.from()));
      mime.setRecipient(RecipientType.TO, new InternetAddress(to.address()));
      mime.setSubject(letter.subject(), "UTF-8");
      mime.setSentDate(Date.from(sent));
      if (!answered.isEmpty()) {
        mime.setHeader("In-Reply-To", answered);
        mime.setHeader("References", answered);
      }
      if (letter.files().isEmpty()) {
        mime.setText(letter.text(), "UTF-8");
      } else {
        mime.setContent(mixed(letter));
      }
      mime.saveChanges();
      var bytes = new ByteArrayOutputStream();
      mime.writeTo(bytes);
      return bytes.toByteArray();
    } catch (MessagingException | IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static MimeMultipart mixed(Letter letter) throws MessagingException {
    var text = new MimeBodyPart();
    text.setText(letter.text(), "UTF-8");
    var mixed = new MimeMultipart(text);
    for (var file : letter.files()) {
      var part = new MimeBodyPart();
      part.setDataHandler(new DataHandler(new ByteArrayDataSource(file.bytes(), file.type())));
      part.setHeader("Content-Transfer-Encoding", "base64");
      part.setFileName(file.name());
      mixed.addBodyPart(part);
    }
    return mixed;
  }
}
