package io.correo.compose.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.events.Address;
import io.correo.events.Automatic;
import io.correo.events.MessageContent;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuoteTest {
  private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "es | El 23 nov 2026, 11:00, Luis escribió:",
        "es-MX | El 23 nov 2026",
        "en | On Nov 23, 2026, 11:00",
        "pt-BR | Em 23 de nov. de 2026 11:00, Luis escreveu:",
        "xx | escribió:"
      })
  void speaksTheUsersLanguage(String language, String line) {
    var quote = new Quote(Quote.Words.of(language), MADRID);

    assertThat(quote.reply(original("<p>x</p>"))).contains(line);
  }

  @Test
  void quotesNothingActiveAndNoImagesItDoesNotCarry() {
    var html =
        new Quote(Quote.Words.of("es"), MADRID)
            .reply(
                original(
                    "<p onclick=a()>x<script>b()</script><img src=cid:1><img src=http://x/y></p>"));

    assertThat(html).doesNotContain("script", "onclick", "cid:").contains("http://x/y");
  }

  @Test
  void writesAddressesOfAForwardAsText() {
    var html = new Quote(Quote.Words.of("en"), MADRID).forward(original("<p>x</p>"));

    assertThat(html)
        .contains(
            "Forwarded message", "Luis &lt;luis@obra.example&gt;", "<b>Subject:</b> a &lt;b&gt;");
  }

  private static MessageContent original(String html) {
    return new MessageContent(
        "a <b>",
        new Address("Luis", "luis@obra.example"),
        List.of(),
        List.of(Address.of("ana@acme.example")),
        List.of(),
        List.of(),
        Instant.parse("2026-11-23T10:00:00Z"),
        "<m@x>",
        null,
        List.of(),
        "",
        null,
        html,
        false,
        List.of(),
        1,
        Automatic.NONE,
        Map.of(),
        List.of());
  }
}
