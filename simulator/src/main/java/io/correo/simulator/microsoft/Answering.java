package io.correo.simulator.microsoft;

import io.correo.simulator.Wire;
import io.correo.simulator.mail.Address;
import io.correo.simulator.mail.Content;
import io.correo.simulator.mail.Encoding;
import io.correo.simulator.mail.Headers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/// What Exchange makes of a message when somebody answers or forwards it.
enum Answering {
  REPLY,
  REPLY_ALL,
  FORWARD;

  /// @param comment stands above what is quoted
  DraftMail draft(GraphMessage message, String comment) {
    var content = message.stored().content();
    var mail =
        DraftMail.empty()
            .with("From", Drafts.from(message.mailbox()))
            .with("Subject", Encoding.header(subject(content)))
            .with("To", to(content))
            .with("Cc", cc(message, content));
    if (!content.messageId().isEmpty()) {
      mail = mail.with("In-Reply-To", content.messageId());
      var references = new ArrayList<>(content.references().reversed());
      references.add(content.messageId());
      var all = references.stream().distinct().collect(Collectors.joining("\r\n "));
      mail = mail.with("References", all);
    }
    var files =
        Attachment.of(message).stream()
            .filter(file -> this == FORWARD || file.part().isInline())
            .map(DraftFile::of)
            .toList();
    return mail.with(quoted(content, comment)).with(files);
  }

  private String subject(Content content) {
    var bare = content.subject().replaceFirst("(?i)^\\s*((re|fw|fwd|rv|aw|wg)\\s*:\\s*)+", "");
    return (this == FORWARD ? "FW: " : "RE: ") + bare.replaceAll("[\\r\\n]+", " ");
  }

  private String to(Content content) {
    if (this == FORWARD) {
      return "";
    }
    var wanted = content.headers().addresses("Reply-To");
    return addresses(wanted.isEmpty() ? content.headers().addresses("From") : wanted);
  }

  /// Everybody else, without oneself and who stands in To already.
  private String cc(GraphMessage message, Content content) {
    if (this != REPLY_ALL) {
      return "";
    }
    var others = new LinkedHashMap<String, Address>();
    for (var header : List.of("To", "Cc")) {
      for (var address : content.headers().addresses(header)) {
        others.putIfAbsent(address.email(), address);
      }
    }
    others.remove(message.mailbox().address());
    content.headers().addresses("From").forEach(sender -> others.remove(sender.email()));
    return addresses(List.copyOf(others.values()));
  }

  private static String addresses(List<Address> addresses) {
    return addresses.stream()
        .map(
            address -> {
              var name = new Headers.Field("", address.name(), 0, 0).decoded();
              return Encoding.phrase(name.replaceAll("[\"\\\\\\r\\n]", " ").strip())
                  + "<"
                  + address.email()
                  + ">";
            })
        .collect(Collectors.joining(",\r\n "));
  }

  private static ItemBody quoted(Content content, String comment) {
    var head =
        "<div id=\"divRplyFwdMsg\"><b>From:</b> %s<br><b>Sent:</b> %s<br><b>To:</b> %s<br>"
            .formatted(
                Wire.escape(content.from()),
                Wire.escape(content.headers().text("Date")),
                Wire.escape(content.headers().text("To")));
    var html =
        "<html><body><div>"
            + Wire.escape(comment).replaceAll("\\r?\\n", "<br>")
            + "</div><hr>"
            + head
            + "<b>Subject:</b> "
            + Wire.escape(content.subject())
            + "</div>"
            + ItemBody.of(content.root()).asHtml()
            + "</body></html>";
    return new ItemBody(true, html);
  }
}
