package io.correo.simulator.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A scripted text with its signature and the quoted earlier mail.
///
/// @param signature lines under the text; empty when the writer signed in the text
/// @param quotation null for a mail that quotes nothing
record Body(Prose prose, List<String> signature, @Nullable Quotation quotation) {

  /// `sign: yes` asks for the whole signature, which otherwise stands under a writer's first
  /// mail of a conversation, then the first name only.
  static List<String> signature(Node turn, Person writer, List<Letter> before) {
    if (turn.refuses("sign") || turn.has("bounce")) return List.of();
    var known = before.stream().anyMatch(letter -> letter.from().equals(writer));
    return known && !turn.flag("sign") ? List.of(writer.firstName()) : writer.signature();
  }

  String plain() {
    var parts = new ArrayList<String>(List.of(prose.plain()));
    if (signature.size() == 1) parts.add(signature.getFirst());
    // RFC 3676 §4.3: the line that introduces a signature.
    if (signature.size() > 1) parts.add("-- \n" + String.join("\n", signature));
    if (quotation != null) parts.add(quotation.plain());
    return String.join("\n\n", parts) + "\n";
  }

  String html(Person writer, String contentIds) {
    var html = new StringBuilder();
    var office = writer.client() == Person.Client.OUTLOOK;
    html.append(
        office
            ? "<div style=\"font-family:Calibri,Arial,sans-serif;font-size:11pt;color:#000\">\n"
            : "<div dir=\"ltr\">\n");
    html.append(prose.html(contentIds)).append(htmlSignature()).append("</div>\n");
    if (quotation != null) html.append("<br>\n").append(quotation.html());
    return html.toString();
  }

  private String htmlSignature() {
    if (signature.isEmpty()) return "";
    if (signature.size() == 1) return "<p>" + Prose.escape(signature.getFirst()) + "</p>\n";
    var rest = signature.stream().skip(1).map(Prose::escape).collect(Collectors.joining("<br>\n"));
    return "<div class=\"gmail_signature\"><p><b>"
        + Prose.escape(signature.getFirst())
        + "</b><br>\n<span style=\"color:#666666;font-size:small\">"
        + rest
        + "</span></p></div>\n";
  }
}
