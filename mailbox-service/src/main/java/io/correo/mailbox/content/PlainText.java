package io.correo.mailbox.content;

import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;

/// Plain text as HTML: as it was written, with links one can follow.
record PlainText(@Nullable String text) {
  private static final Pattern LINK =
      Pattern.compile("https?://[^\\s<>\"']{1,2000}[^\\s<>\"'.,;:!?)\\]]");

  String html() {
    if (text == null) return "";
    var html = new StringBuilder("<div style=\"white-space:pre-wrap\">");
    var links = LINK.matcher(text);
    var from = 0;
    while (links.find()) {
      html.append(Entities.escape(text.substring(from, links.start())));
      var link = Entities.escape(links.group());
      html.append("<a href=\"").append(link).append("\">").append(link).append("</a>");
      from = links.end();
    }
    return html.append(Entities.escape(text.substring(from))).append("</div>").toString();
  }
}
