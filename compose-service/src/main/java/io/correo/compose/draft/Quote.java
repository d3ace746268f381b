package io.correo.compose.draft;

import io.correo.compose.mime.BodyHtml;
import io.correo.events.Address;
import io.correo.events.MessageContent;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;

/// How another message is quoted below one's own words.
record Quote(Words words, ZoneId zone) {

  /// The user's language. First the two of the manual, then Brazilian Portuguese.
  enum Words {
    SPANISH(
        Locale.of("es"),
        "El %s, %s escribió:",
        "Mensaje reenviado",
        List.of("De", "Fecha", "Asunto", "Para", "CC")),
    ENGLISH(
        Locale.of("en"),
        "On %s, %s wrote:",
        "Forwarded message",
        List.of("From", "Date", "Subject", "To", "Cc")),
    PORTUGUESE(
        Locale.of("pt", "BR"),
        "Em %s, %s escreveu:",
        "Mensagem encaminhada",
        List.of("De", "Data", "Assunto", "Para", "Cc"));

    private final Locale locale;
    private final String wrote;
    private final String forwarded;
    private final List<String> fields;

    Words(Locale locale, String wrote, String forwarded, List<String> fields) {
      this.locale = locale;
      this.wrote = wrote;
      this.forwarded = forwarded;
      this.fields = fields;
    }

    /// @param language a BCP 47 tag; Spanish when null or another
    static Words of(@Nullable String language) {
      var tag =
          language == null ? "" : Locale.forLanguageTag(language.replace('_', '-')).getLanguage();
      return switch (tag) {
        case "en" -> ENGLISH;
        case "pt" -> PORTUGUESE;
        default -> SPANISH;
      };
    }
  }

  static String signed(String signature) {
    return "<br><div class=\"correo-signature\">" + signature + "</div>";
  }

  String reply(MessageContent original) {
    var from = original.from();
    var who = from == null ? "?" : from.name() == null ? from.address() : from.name();
    var line = words.wrote.formatted(date(original.date()), who);
    return "<br><div class=\"correo-quote\"><p>"
        + Entities.escape(line)
        + "</p><blockquote style=\"margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex\">"
        + withoutCarriedImages(original)
        + "</blockquote></div>";
  }

  String forward(MessageContent original) {
    var html = new StringBuilder("<br><div class=\"correo-quote\"><p>---------- ");
    html.append(Entities.escape(words.forwarded)).append(" ----------<br>");
    var from = original.from();
    line(html, 0, from == null ? "" : named(from));
    line(html, 1, date(original.date()));
    line(html, 2, original.subject());
    line(html, 3, named(original.to()));
    if (!original.cc().isEmpty()) line(html, 4, named(original.cc()));
    return html.append("</p>")
        .append(Fingerprint.bodyOf(original).html())
        .append("</div>")
        .toString();
  }

  private void line(StringBuilder html, int field, String value) {
    html.append("<b>").append(words.fields.get(field)).append(":</b> ");
    html.append(Entities.escape(value)).append("<br>");
  }

  private String date(Instant date) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
        .withLocale(words.locale)
        .withZone(zone)
        .format(date);
  }

  private static String named(List<Address> addresses) {
    return addresses.stream().map(Quote::named).collect(Collectors.joining(", "));
  }

  private static String named(Address address) {
    return address.name() == null
        ? address.address()
        : "%s <%s>".formatted(address.name(), address.address());
  }

  // An answer carries no files, so an image inside the quoted mail would be a broken one.
  private static String withoutCarriedImages(MessageContent original) {
    BodyHtml body = Fingerprint.bodyOf(original);
    var parsed = Jsoup.parseBodyFragment(body.html());
    parsed.outputSettings(new Document.OutputSettings().prettyPrint(false));
    parsed.select("img[src^=cid:]").remove();
    return parsed.body().html();
  }
}
