package io.correo.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.e2e.client.Crm;
import io.correo.e2e.client.Http;
import io.correo.e2e.client.World;
import io.correo.e2e.convergence.Truth;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What people do with their mail, over HTTP: through the gateway, all services and the simulated
/// provider. Every provider's mailbox tells the same story.
abstract class MailStory {
  private static final String FILE = "Plazo de entrega: 15 días.";

  final Stage stage = Stage.shared();
  final World world = stage.world();
  final Crm ana = stage.as("ana");
  final String address;
  final String mailbox;

  /// @param address of one of Ana's mailboxes
  MailStory(String address) {
    this.address = address;
    this.mailbox = ana.mailbox(address);
  }

  @Test
  void showsTheMailOfAConnectedMailbox() {
    var rows = ana.get("/threads?mailbox=" + mailbox + "&role=inbox").path("items");

    assertThat(rows.size()).isPositive();
    var row = rows.get(0);
    assertThat(row.path("subject").asString()).isNotBlank();
    assertThat(row.path("participants").isEmpty()).isFalse();
    var folders = ana.get("/folders?mailbox=" + mailbox).path("items");
    assertThat(folders.valueStream().map(f -> f.path("role").asString("")))
        .contains("inbox", "drafts", "sent", "trash");
  }

  @Test
  void showsNewMailAndWhatItSays() {
    var subject = unique("Presupuesto");

    world.deliver(address, "Nadie <nadie@fuera.example>", subject, "¿Podemos hablar mañana?");

    var message = message(arrived(subject));
    assertThat(message.path("unread").asBoolean()).isTrue();
    assertThat(message.path("from").path("address").asString()).isEqualTo("nadie@fuera.example");
    var body = ana.get("/messages/" + id(message) + "/body");
    assertThat(body.path("text").asString()).contains("¿Podemos hablar mañana?");
  }

  @Test
  void readsAndThrowsAwayAtTheProviderToo() {
    var subject = unique("Acciones");
    var remote = world.deliver(address, "x@fuera.example", subject, "hola");
    var id = id(message(arrived(subject)));

    ana.act("read", id);
    atProvider(remote, it -> !it.unread());

    ana.act("trash", id);
    atProvider(remote, it -> it.roles().contains("trash"));
    Eventually.item(
        () -> ana.get("/threads?role=trash&mailbox=" + mailbox), row -> has(row, subject));

    ana.act("restore", id);
    atProvider(remote, it -> it.roles().contains("inbox"));
    arrived(subject);
  }

  @Test
  void followsWhatTheUserDoesAtTheProviderItself() {
    var subject = unique("En otro programa");
    var remote = world.deliver(address, "x@fuera.example", subject, "hola");
    var id = id(message(arrived(subject)));

    world.change(address, remote, Map.of("unread", false));
    Eventually.see(() -> ana.get("/messages/" + id), m -> !m.path("unread").asBoolean());

    world.change(address, remote, Map.of("trash", true));
    Eventually.item(
        () -> ana.get("/threads?role=trash&mailbox=" + mailbox), row -> has(row, subject));
  }

  @Test
  void undoesAnAction() {
    var subject = unique("Deshacer");
    var remote = world.deliver(address, "x@fuera.example", subject, "hola");
    var id = id(message(arrived(subject)));
    var operation = ana.act("trash", id);
    atProvider(remote, it -> it.roles().contains("trash"));

    ana.http().post("/operations/" + operation + "/undo", Map.of());

    atProvider(remote, it -> it.roles().contains("inbox"));
    arrived(subject);
  }

  @Test
  void deletesForEver() {
    var subject = unique("Para siempre");
    var remote = world.deliver(address, "x@fuera.example", subject, "hola");
    var id = id(message(arrived(subject)));
    ana.act("trash", id);
    atProvider(remote, it -> it.roles().contains("trash"));

    ana.act("delete", id);

    await().atMost(Duration.ofSeconds(60)).until(() -> truth().find(remote) == null);
    Eventually.see(
        () -> ana.http().send("GET", "/messages/" + id, null).json(),
        answer -> answer.path("status").asInt() == 404);
  }

  @Test
  void writesAndSendsExactlyOneCopy() {
    var subject = unique("Oferta");
    var to = "cliente-" + UUID.randomUUID() + "@fuera.example";
    var draft =
        ana.draft(
            Map.of(
                "mailbox",
                mailbox,
                "kind",
                "new",
                "to",
                List.of(Map.of("address", to)),
                "cc",
                List.of(),
                "bcc",
                List.of(),
                "subject",
                subject,
                "html",
                "<p>Buenos días</p>"));

    var send = ana.send(id(draft));

    Eventually.see(() -> ana.get("/sends/" + send), s -> s.path("state").asString().equals("sent"));
    Eventually.see(() -> world.delivered(to), copies -> copies.size() == 1);
    Eventually.item(
        () -> ana.get("/threads?role=sent&mailbox=" + mailbox), row -> has(row, subject));
    assertThat(ana.get("/drafts?mailbox=" + mailbox).toString()).doesNotContain(subject);
  }

  @Test
  void repliesInTheSameConversation() {
    var subject = unique("Pregunta");
    var from = "pregunta-" + UUID.randomUUID() + "@fuera.example";
    world.deliver(address, "Pedro <" + from + ">", subject, "¿Cuánto cuesta?");
    var row = arrived(subject);
    var draft = ana.draft(Map.of("kind", "reply", "of", id(message(row))));
    assertThat(draft.path("to").get(0).path("address").asString()).isEqualTo(from);
    assertThat(draft.path("subject").asString()).isEqualTo("Re: " + subject);
    assertThat(draft.path("html").asString()).contains("¿Cuánto cuesta?");

    ana.send(id(draft));

    Eventually.see(() -> world.delivered(from), copies -> copies.size() == 1);
    Eventually.see(
        () -> ana.get("/threads/" + id(row)), thread -> thread.path("messages").size() == 2);
  }

  @Test
  void forwardsWithTheAttachments() {
    var message = withAttachment();
    var to = "copia-" + UUID.randomUUID() + "@fuera.example";
    var draft = ana.draft(Map.of("kind", "forward", "of", id(message)));
    assertThat(draft.path("attachments").size()).isEqualTo(1);
    var etag = draft.path("version").asString();
    ana.http()
        .send(
            "PUT",
            "/drafts/" + id(draft),
            Map.of(
                "to", List.of(Map.of("address", to)),
                "cc", List.of(),
                "bcc", List.of(),
                "subject", draft.path("subject").asString(),
                "html", draft.path("html").asString()),
            Map.of("If-Match", "\"" + etag + "\""))
        .ok();

    ana.send(id(draft));

    var copies = Eventually.see(() -> world.delivered(to), c -> c.size() == 1);
    assertThat(copies.get(0).path("size").asLong()).isGreaterThan(1000);
  }

  @Test
  void downloadsAnAttachmentByItsSignedLinkAndByNoOther() {
    var attachment = withAttachment().path("attachments").get(0);
    var link = attachment.path("downloadUrl").asString();
    var stranger = new Http(stage.url(), null);

    var file = stranger.exchange(stranger.request(link).build());
    var altered = stranger.send("GET", link.substring(0, link.length() - 4) + "AAAA", null);

    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(new String(file.body(), StandardCharsets.UTF_8)).isEqualTo(FILE);
    assertThat(file.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(altered.status()).isEqualTo(403);
  }

  @Test
  void findsMessagesContactsAndFiles() {
    var word = "zafiro" + UUID.randomUUID().toString().substring(0, 8);
    world.deliver(address, "x@fuera.example", "Cotización " + word, "adjunto las condiciones");
    arrived("Cotización " + word);

    Eventually.item(
        () -> ana.get("/search?kind=messages&q=cotizacion%20" + word),
        hit -> has(hit, "Cotización " + word));
    var contacts = ana.get("/search?kind=contacts&q=a").path("items");
    assertThat(contacts.isEmpty()).isFalse();
    var name = withAttachment().path("attachments").get(0).path("name").asString();
    Eventually.item(
        () -> ana.get("/search?kind=files&q=" + name),
        hit -> hit.path("name").asString().equals(name));
  }

  @Test
  void showsTheEmailsOfAnAccountToItsOwnerAndToColleagues() {
    var account = accountWithContact();
    var contact = account.path("contacts").get(0).path("addresses").get(0).asString();
    var subject = unique("De la cuenta");
    world.deliver(address, "Contacto <" + contact + ">", subject, "para el expediente");
    var path = "/crm/accounts/" + id(account) + "/threads";

    Eventually.item(() -> ana.get(path), row -> has(row, subject));
    Eventually.item(() -> stage.as("bruno").get(path), row -> has(row, subject));
    assertThat(stage.as("diego").http().send("GET", path, null).text()).doesNotContain(subject);
  }

  @Test
  void tellsAnOpenPageOfNewMail() throws Exception {
    var request = ana.http().request("/events").build();
    var events =
        java.net.http.HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofLines());
    var lines = events.get().body().iterator();
    assertThat(lines.next()).isNotNull(); // connected
    var subject = unique("En vivo");

    world.deliver(address, "x@fuera.example", subject, "hola");

    var told =
        java.util.concurrent.CompletableFuture.supplyAsync(
            () -> {
              while (lines.hasNext()) {
                if (lines.next().equals("event:thread.changed")) return true;
              }
              return false;
            });
    assertThat(told.get(30, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void keepsPrivateMailFromColleaguesAndOtherTenants() {
    var subject = unique("Privado");
    world.deliver(address, "medico@privado.example", subject, "resultados");
    var row = arrived(subject);
    var message = id(message(row));

    for (var other : List.of("bruno", "diego")) {
      var api = stage.as(other).http();
      assertThat(api.send("GET", "/threads/" + id(row), null).status()).isEqualTo(404);
      assertThat(api.send("GET", "/messages/" + message, null).status()).isEqualTo(404);
      assertThat(api.send("GET", "/messages/" + message + "/body", null).status()).isEqualTo(404);
      var encoded = java.net.URLEncoder.encode(subject, StandardCharsets.UTF_8);
      assertThat(api.send("GET", "/search?kind=messages&q=" + encoded, null).text())
          .doesNotContain(message);
    }
  }

  @Test
  void endsWithEveryViewAsTheProviderHasIt() {
    var report = Eventually.converged(stage.convergence("ana"), address, Duration.ofSeconds(90));

    assertThat(report.atProvider()).isPositive();
  }

  JsonNode arrived(String subject) {
    return Eventually.item(
        () -> ana.get("/threads?role=inbox&mailbox=" + mailbox), row -> has(row, subject));
  }

  JsonNode message(JsonNode row) {
    return ana.get("/threads/" + id(row)).path("messages").get(0);
  }

  Truth truth() {
    return Truth.of(world, address);
  }

  /// Waits until the provider has it so.
  void atProvider(String remote, Predicate<Truth.Message> so) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> truth().find(remote), it -> it != null && so.test(it));
  }

  /// A message with one file, in the inbox.
  private JsonNode withAttachment() {
    var subject = unique("Con adjunto");
    var name = "condiciones-" + UUID.randomUUID().toString().substring(0, 8) + ".txt";
    var mail =
        """
        From: Compras <compras@fuera.example>
        To: %s
        Subject: %s
        Message-ID: <%s@world.example>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=parts

        --parts
        Content-Type: text/plain; charset=utf-8

        Va adjunto.
        --parts
        Content-Type: text/plain; charset=utf-8; name="%s"
        Content-Disposition: attachment; filename="%4$s"
        Content-Transfer-Encoding: base64

        %s
        --parts--
        """
            .formatted(
                address,
                subject,
                UUID.randomUUID(),
                name,
                Base64.getEncoder().encodeToString(FILE.getBytes(StandardCharsets.UTF_8)))
            .replace("\n", "\r\n");
    world.deliver(address, mail.getBytes(StandardCharsets.UTF_8));
    return message(arrived(subject));
  }

  private JsonNode accountWithContact() {
    return Eventually.item(
        () -> ana.get("/crm/accounts?q="),
        account ->
            account.path("contacts").valueStream().anyMatch(c -> !c.path("addresses").isEmpty()));
  }

  static boolean has(JsonNode row, String subject) {
    return row.path("subject").asString().contains(subject);
  }

  static String id(JsonNode node) {
    return node.path("id").asString();
  }

  static String unique(String text) {
    return text + " " + UUID.randomUUID().toString().substring(0, 8);
  }
}
