package io.correo.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.events.MailFact.MessageUpserted;
import io.correo.provider.ProviderException.Gone;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FilesTest {
  private final World world = World.get();
  private MailSim ana;
  private MessageUpserted message;
  private JsonNode files;
  private String user;

  @BeforeEach
  void deliver() {
    user = "ana-files-" + java.util.UUID.randomUUID().toString().substring(0, 6);
    ana = world.mailbox(user, "ana@acme.example");
    message =
        ana.letter("Plans")
            .html("<p>See <img src=\"cid:logo\"><img src=\"https://shop.example/a.png\"></p>")
            .file("2", "Presupuesto año.pdf", "application/pdf", null)
            .file("3", "../../x\r\n.html", "text/html", null)
            .file("4", "logo.png", "image/png", "logo")
            .delivered();
    await().until(() -> world.get(user, "/threads").get("items").size() == 1);
    files = world.get(user, "/messages/" + message.message()).get("attachments");
    world.provider.bytes = "%PDF-1.7 hello".getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void streamsAnAttachmentByItsSignedLinkWithoutAToken() {
    var answer = world.call(null, "GET", here(link(0)), null);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("%PDF-1.7 hello");
    assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
        .startsWith("attachment")
        .contains("filename*=UTF-8''Presupuesto%20a%C3%B1o.pdf");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(world.provider.openStreams).hasValue(0);
    assertThat(world.call(null, "GET", here(link(0)) + "&inline=1", null).headers().map())
        .containsEntry("Content-Type", List.of("application/pdf"))
        .hasEntrySatisfying(
            "Content-Disposition", v -> assertThat(v.getFirst()).startsWith("inline"));
  }

  @Test
  void sendsActiveTypesAsMereBytesAndCleansNames() {
    var answer = world.call(null, "GET", here(link(1)) + "&inline=1", null);

    assertThat(answer.headers().firstValue("Content-Type")).contains("application/octet-stream");
    assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
        .startsWith("attachment")
        .doesNotContain("..", "/");
  }

  @Test
  void refusesLinksThatAreAlteredOverOrSomebodyElses() {
    var link = here(link(0));
    var other = here(link(1));
    var path = link.substring(0, link.indexOf('?'));
    var query = link.substring(link.indexOf('?'));

    assertThat(status(link.replace("user=" + user, "user=bruno"))).isEqualTo(403);
    assertThat(status(link.replaceFirst("expires=\\d+", "expires=9999999999"))).isEqualTo(403);
    assertThat(status(other.substring(0, other.indexOf('?')) + query)).isEqualTo(403);
    assertThat(status(link.replaceFirst("signature=.", "signature=_"))).isEqualTo(403);
    assertThat(status(path)).isEqualTo(401);
    assertThat(world.call(world.token(user), "GET", path, null).statusCode()).isEqualTo(200);
    assertThat(world.call(world.token("bruno"), "GET", path, null).statusCode()).isEqualTo(404);
  }

  @Test
  void zipsAllFilesAndGivesTheRawMessage() {
    var base = "/messages/" + message.message();
    var zip = world.call(world.token(user), "GET", base + "/attachments.zip", null);
    assertThat(zip.statusCode()).isEqualTo(200);
    assertThat(zip.body()).startsWith("PK").contains("Presupuesto año.pdf".substring(0, 11));

    var raw = world.call(world.token(user), "GET", base + "/raw", null);
    assertThat(raw.statusCode()).isEqualTo(200);
    assertThat(world.provider.openStreams).hasValue(0);
  }

  @Test
  void linksInlineImagesAndProxiesRemoteOnesOnlyWhenAsked() {
    var blocked = world.get(user, "/messages/" + message.message() + "/body");
    assertThat(blocked.get("blocked").get("remoteImages").asInt()).isEqualTo(1);
    assertThat(blocked.get("html").asString())
        .contains("/attachments/" + files.get(2).get("id").asString())
        .contains("data-correo-src=\"https://shop.example/a.png\"");

    var shown = world.get(user, "/messages/" + message.message() + "/body?remoteImages=true");
    var html = shown.get("html").asString().replace("&#61;", "=").replace("&amp;", "&");
    var proxied = html.substring(html.indexOf("/api/v1/images?"));
    proxied = proxied.substring(0, proxied.indexOf('"'));
    assertThat(proxied).contains("signature=").contains("shop.example");
    var other = URLEncoder.encode("https://evil.example/b.png", StandardCharsets.UTF_8);
    var url = here("http://x" + proxied);
    assertThat(status(url.replaceFirst("url=[^&]*", "url=" + other))).isEqualTo(403);
    // Not to be reached from here, and then never the original.
    assertThat(status(url)).isEqualTo(404);
  }

  @Test
  void fetchesABodyTheCacheDroppedFromTheLedger() {
    world.bean(io.correo.mailbox.content.Bodies.class).forget(message.message());
    world.sync.ledger.put(message.message().value(), message);

    var body = world.get(user, "/messages/" + message.message() + "/body");

    assertThat(body.get("html").asString()).contains("See");
  }

  @Test
  void freesTheProvidersStreamWhenTheReaderGoesAway() throws Exception {
    world.provider.bytes = new byte[50_000_000];
    var uri = URI.create(here(link(0)));
    try (var socket = new Socket("localhost", uri.getPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET " + uri.getRawPath() + "?" + uri.getRawQuery() + " HTTP/1.1\r\nHost: x\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().readNBytes(1_000)).hasSize(1_000);
    }

    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(world.provider.openStreams).hasValue(0));
  }

  @Test
  void saysThatAMessageIsGoneAtTheProvider() {
    world.provider.contentFailure = new Gone("no such message");
    try {
      assertThat(status(here(link(0)))).isEqualTo(404);
    } finally {
      world.provider.contentFailure = null;
    }
  }

  private String link(int file) {
    return files.get(file).get("downloadUrl").asString();
  }

  /// A public link, at this service instead of the gateway.
  private String here(String link) {
    return world.base() + link.substring(link.indexOf("/api/v1") + 7);
  }

  private int status(String url) {
    return world.call(null, "GET", url, null).statusCode();
  }
}
