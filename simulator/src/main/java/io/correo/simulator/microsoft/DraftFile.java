package io.correo.simulator.microsoft;

import io.correo.simulator.mail.Encoding;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Something that comes with a message that is written.
///
/// @param contentType `message/rfc822` for a message, [Attachment#LINK] for a link
/// @param link where a link leads; "" for everything else
record DraftFile(
    String name,
    String contentType,
    @Nullable String contentId,
    boolean inline,
    byte[] bytes,
    String link) {

  private static final String EOL = "\r\n";

  static DraftFile of(Attachment attachment) {
    return new DraftFile(
        attachment.name(),
        attachment.isLink() ? Attachment.LINK : attachment.contentType(),
        attachment.contentId(),
        attachment.part().isInline(),
        attachment.bytes(),
        attachment.isLink() ? attachment.target() : "");
  }

  boolean isMessage() {
    return contentType.equals("message/rfc822");
  }

  /// As a part of a multipart message, with its header.
  void write(ByteArrayOutputStream out) {
    var head = new StringBuilder("Content-Type: ").append(safe(contentType));
    if (!link.isEmpty()) {
      head.append("; access-type=URL;" + EOL + " URL=\"").append(safe(link)).append('"');
    }
    head.append(EOL);
    head.append("Content-Disposition: ").append(inline ? "inline;" : "attachment;");
    head.append(Encoding.parameter("filename", safe(name))).append(EOL);
    if (contentId != null) {
      head.append("Content-ID: <").append(safe(contentId)).append('>').append(EOL);
    }
    if (!isMessage() && link.isEmpty()) {
      head.append("Content-Transfer-Encoding: base64").append(EOL);
    }
    out.writeBytes(head.append(EOL).toString().getBytes(StandardCharsets.UTF_8));
    // A message inside a message is never encoded (RFC 2046, 5.2.1).
    out.writeBytes(isMessage() || !link.isEmpty() ? bytes : Base64.getMimeEncoder().encode(bytes));
    out.writeBytes(EOL.getBytes(StandardCharsets.US_ASCII));
  }

  /// Nothing a caller says may begin another header or end a quoted one.
  private static String safe(String text) {
    return text.replaceAll("[\\r\\n\"\\\\]", " ");
  }
}
