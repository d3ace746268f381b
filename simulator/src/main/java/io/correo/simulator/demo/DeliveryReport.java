package io.correo.simulator.demo;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;

/// A delivery status notification (RFC 3464) about a mail that did not arrive.
///
/// @param action `failed` or `delayed`
/// @param status an enhanced status code (RFC 3463)
record DeliveryReport(
    Letter report, Letter failed, String recipient, String action, String status, String answer) {

  static DeliveryReport of(Node bounce, Letter report, Letter failed) {
    return new DeliveryReport(
        report,
        failed,
        bounce.text("recipient"),
        bounce.text("action", "failed"),
        bounce.text("status"),
        bounce.text("answer"));
  }

  byte[] bytes() {
    var boundary = "=_dsn_" + Integer.toHexString(report.id().hashCode());
    var message =
        """
        Return-Path: <>
        Date: %s
        From: %s <%s>
        To: %s
        Subject: %s
        Message-ID: %s
        In-Reply-To: %s
        References: %s
        Auto-Submitted: auto-replied
        X-Failed-Recipients: %s
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="%s"

        --%s
        Content-Type: text/plain; charset=UTF-8
        Content-Transfer-Encoding: 8bit

        %s
        --%s
        Content-Type: message/delivery-status

        Reporting-MTA: dns; %s
        Arrival-Date: %s

        Final-Recipient: rfc822; %s
        Action: %s
        Status: %s
        Remote-MTA: dns; mx.%s
        Diagnostic-Code: smtp; %s

        --%s
        Content-Type: message/rfc822

        """
            .formatted(
                date(report),
                report.from().name(),
                report.from().address(),
                report.to().getFirst().address(),
                report.subject(),
                report.id(),
                failed.id(),
                failed.id(),
                recipient,
                boundary,
                boundary,
                report.plain().strip(),
                boundary,
                report.from().domain(),
                date(failed),
                recipient,
                action,
                status,
                recipient.substring(recipient.indexOf('@') + 1),
                answer,
                boundary);
    var head = message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    var original = new Mime(failed).bytes(false);
    var end = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head);
    bytes.writeBytes(original);
    bytes.writeBytes(end);
    return bytes.toByteArray();
  }

  private static String date(Letter letter) {
    var at = letter.at().atZone(letter.from().zone()).toOffsetDateTime();
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(at);
  }
}
