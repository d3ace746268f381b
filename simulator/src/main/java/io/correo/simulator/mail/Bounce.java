package io.correo.simulator.mail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/// The report (RFC 3464) that a message could not be delivered.
final class Bounce {

  private static final String REPORT =
      """
      From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
      To: %1$s
      Subject: Delivery Status Notification (Failure)
      Date: %2$s
      Message-ID: <%3$s.%4$s@mx.google.com>
      In-Reply-To: %5$s
      References: %5$s
      Auto-Submitted: auto-replied
      X-Failed-Recipients: %6$s
      MIME-Version: 1.0
      Content-Type: multipart/report; boundary="%3$s"; report-type=delivery-status

      --%3$s
      Content-Type: text/plain; charset="UTF-8"

      ** Address not found **

      Your message wasn't delivered to %6$s because the address couldn't be found, \
      or is unable to receive mail.

      The response from the remote server was:
      550 5.1.1 The email account that you tried to reach does not exist.

      --%3$s
      Content-Type: message/delivery-status

      Reporting-MTA: dns; googlemail.com
      Arrival-Date: %2$s
      X-Original-Message-ID: %5$s

      Final-Recipient: rfc822; %6$s
      Action: failed
      Status: 5.1.1
      Diagnostic-Code: smtp; 550 5.1.1 The email account that you tried to reach does not exist.
      Last-Attempt-Date: %2$s

      --%3$s
      Content-Type: message/rfc822

      """;

  private Bounce() {}

  static byte[] of(String sender, String recipient, Content sent, Instant now) {
    var mark = Integer.toHexString(recipient.hashCode());
    var head =
        REPORT.formatted(
            sender,
            DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)),
            "00000000" + mark,
            Long.toHexString(now.toEpochMilli()),
            sent.messageId(),
            recipient);
    var original = Arrays.copyOf(sent.raw(), sent.headers().end());
    var text =
        head.replace("\n", "\r\n")
            + new String(original, StandardCharsets.ISO_8859_1)
            + "\r\n--00000000"
            + mark
            + "--\r\n";
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
