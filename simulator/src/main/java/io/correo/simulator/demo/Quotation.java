package io.correo.simulator.demo;

import static java.util.Objects.requireNonNull;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The earlier mail under a reply, introduced the way the writer's mail program does.
record Quotation(Letter quoted, Person writer, boolean forwarded) {
  // Own names: loading locale data would cost more than the whole demo.
  private static final Map<String, List<String>> DAYS =
      Map.of(
          "es", words("lun mar mié jue vie sáb dom"),
          "en", words("Mon Tue Wed Thu Fri Sat Sun"),
          "pt", words("seg. ter. qua. qui. sex. sáb. dom."));
  private static final Map<String, List<String>> MONTHS =
      Map.of(
          "es", words("ene feb mar abr may jun jul ago sept oct nov dic"),
          "en", words("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
          "pt", words("jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez."));
  private static final Map<String, List<String>> HEADERS =
      Map.of(
          "es", words("De Enviado Para Asunto"),
          "en", words("From Sent To Subject"),
          "pt", words("De Enviado Para Assunto"));

  String plain() {
    if (writer.client() == Person.Client.OUTLOOK || forwarded) {
      return String.join("\n", headerLines()) + "\n\n" + quoted.plain();
    }
    var text = quoted.plain().lines().map(line -> line.startsWith(">") ? ">" + line : "> " + line);
    return attribution() + "\n" + text.collect(Collectors.joining("\n"));
  }

  String html() {
    var html = quoted.html();
    var body =
        html == null
            ? "<div style=\"white-space:pre-wrap\">" + Prose.escape(quoted.plain()) + "</div>"
            : html;
    if (writer.client() == Person.Client.OUTLOOK || forwarded) {
      var lines = headerLines().stream().map(Prose::escape).map(Quotation::bold);
      return "<hr style=\"display:inline-block;width:98%\"><div id=\"divRplyFwdMsg\" dir=\"ltr\">"
          + "<font face=\"Calibri, sans-serif\" color=\"#000000\" style=\"font-size:11pt\">"
          + lines.collect(Collectors.joining("<br>\n"))
          + "</font></div>\n<div>"
          + body
          + "</div>\n";
    }
    return "<div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">"
        + Prose.escape(attribution())
        + "<br></div>\n<blockquote class=\"gmail_quote\" style=\"margin:0 0 0 .8ex;"
        + "border-left:1px solid rgb(204,204,204);padding-left:1ex\">\n"
        + body
        + "</blockquote></div>\n";
  }

  private String attribution() {
    var from = quoted.from().name() + " <" + quoted.from().address() + ">";
    return switch (writer.language()) {
      case "pt" -> "Em " + date() + ", " + from + " escreveu:";
      case "en" -> "On " + date() + ", " + from + " wrote:";
      default -> "El " + date() + ", " + from + " escribió:";
    };
  }

  private List<String> headerLines() {
    var names = inLanguage(HEADERS);
    var from = quoted.from().name() + " <" + quoted.from().address() + ">";
    var to = quoted.to().stream().map(p -> p.name() + " <" + p.address() + ">");
    return List.of(
        names.get(0) + ": " + from,
        names.get(1) + ": " + date(),
        names.get(2) + ": " + to.collect(Collectors.joining("; ")),
        names.get(3) + ": " + quoted.subject());
  }

  private static String bold(String headerLine) {
    var colon = headerLine.indexOf(':') + 1;
    return "<b>" + headerLine.substring(0, colon) + "</b>" + headerLine.substring(colon);
  }

  private String date() {
    var at = quoted.at().atZone(writer.zone());
    var language = writer.language();
    var day = inLanguage(DAYS).get(at.getDayOfWeek().getValue() - 1);
    var month = inLanguage(MONTHS).get(at.getMonthValue() - 1);
    var date = day + ", " + at.getDayOfMonth() + " " + month + " " + at.getYear();
    var time = at.toLocalTime().truncatedTo(ChronoUnit.MINUTES);
    return switch (language) {
      case "pt" -> date + " às " + time;
      case "en" -> date + " at " + time;
      default -> date + " a las " + time;
    };
  }

  private List<String> inLanguage(Map<String, List<String>> words) {
    return requireNonNull(words.get(writer.language()), writer.language());
  }

  private static List<String> words(String words) {
    return List.of(words.split(" "));
  }
}
