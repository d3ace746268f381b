package io.correo.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.events.MailFact.MessageRemoved;
import io.correo.events.MessageId;
import io.correo.events.Revision;
import io.correo.events.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class DraftsTest {
  private static final String ANA = "ana@acme.example";
  private static RunningCompose compose;

  @BeforeAll
  static void start() {
    compose = RunningCompose.shared();
  }

  @Test
  void answersToReplyToWithTheTextQuoted() {
    var of = arrived("Sub 1", "Reply-To: ofertas@obra.example", "");

    var draft = compose.post("/drafts", Map.of("kind", "reply", "of", of)).json();

    assertThat(addresses(draft, "to")).containsExactly("ofertas@obra.example");
    assertThat(addresses(draft, "cc")).isEmpty();
    assertThat(draft.get("subject").asString()).isEqualTo("Re: Sub 1");
    assertThat(draft.get("html").asString())
        .containsPattern("El .*2026.*, Luis Obra escribió:")
        .contains("<blockquote", "Precio &amp; plazo");
    assertThat(draft.at("/from/address").asString()).isEqualTo(ANA);
    assertThat(draft.get("thread").asString()).startsWith("t_");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Re: Tema", "AW: Tema", "RE[2]: Tema", "SV: Re: Tema", "re : Tema"})
  void saysReOnce(String subject) {
    var of = arrived(subject, "X-Nothing: 1", "");

    var draft = compose.post("/drafts", Map.of("kind", "reply", "of", of));

    assertThat(draft.text("subject")).isEqualTo("Re: Tema");
  }

  @Test
  void answersAllButNeverOneself() {
    var of =
        arrived(
            "A todos",
            "Cc: carla@globex.example, ANA@acme.example, ventas@acme.example,"
                + " Luis <luis@obra.example>, carla@globex.example",
            ", ana.garcia@acme.example, pedro@obra.example, Luis@obra.example");

    var draft = compose.post("/drafts", Map.of("kind", "reply-all", "of", of)).json();

    assertThat(addresses(draft, "to")).containsExactly("luis@obra.example", "pedro@obra.example");
    assertThat(addresses(draft, "cc")).containsExactly("carla@globex.example");
  }

  @Test
  void answersOnesOtherMailboxWhenNobodyElseIsThere() {
    var of = arrivedFrom("Ana <ana@acme-mail.example>", "De mí a mí", "X-Nada: 1", "");

    var all = compose.post("/drafts", Map.of("kind", "reply-all", "of", of)).json();

    assertThat(addresses(all, "to")).containsExactly("ana@acme-mail.example");
    assertThat(all.get("from").get("address").asString()).isEqualTo(ANA);
  }

  @Test
  void staysInTheConversation() {
    var of = arrived("Hilo", "References: <first@obra.example>", "");
    var created = compose.post("/drafts", Map.of("kind", "reply", "of", of));

    var raw = sentCopy(created.text("id"), "luis@obra.example", "Re: Hilo");

    assertThat(raw).containsPattern("In-Reply-To: <[^>]+@obra.example>");
    assertThat(raw).containsPattern("References: <first@obra.example>\\s+<[^>]+@obra.example>");
    var threads =
        compose.outside.messages(ANA).stream()
            .filter(m -> m.get("subject").asString().endsWith("Hilo"))
            .map(m -> m.get("threadId").asString())
            .distinct();
    assertThat(threads).hasSize(1);
  }

  @Test
  void forwardsTheFilesToo() {
    var file = "Contenido del plano ".repeat(2000);
    var of = arrivedWithFile("Plano", "plano.pdf", file);

    var created =
        compose.post(
            "/drafts",
            Map.of(
                "kind",
                "forward",
                "of",
                of,
                "to",
                List.of(Map.of("address", "jefe@obra.example"))));

    var draft = created.json();
    assertThat(draft.get("subject").asString()).isEqualTo("Fwd: Plano");
    assertThat(draft.get("html").asString()).contains("Mensaje reenviado", "luis@obra.example");
    assertThat(draft.at("/attachments/0/name").asString()).isEqualTo("plano.pdf");
    var raw = sentCopy(created.text("id"), "jefe@obra.example", "Fwd: Plano");
    assertThat(raw).contains("plano.pdf");
    assertThat(raw.replaceAll("\\s", ""))
        .contains(Base64.getEncoder().encodeToString(file.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void refusesALineBreakInAnyHeader() {
    var break_ = "a\r\nBcc: x@y.example";
    for (var body :
        List.of(
            Map.of("subject", break_),
            Map.of("subject", "nul\u0000"),
            Map.of("to", List.of(Map.of("address", break_))),
            Map.of("cc", List.of(Map.of("name", break_, "address", "a@b.example"))),
            Map.of("bcc", List.of(Map.of("address", "a@b.example\n"))),
            Map.of("from", Map.of("name", break_, "address", ANA)))) {
      assertThat(compose.post("/drafts", body).status()).as(body.toString()).isEqualTo(400);
    }
    var draft = compose.draft("Fichero", "a@obra.example");
    assertThat(
            compose
                .post("/drafts/" + draft + "/attachments?name=a%0D%0Ab.txt", bytes(3), TEXT)
                .status())
        .isEqualTo(400);
  }

  @Test
  void writesOnlyAsTheMailboxItself() {
    var stranger = Map.of("from", Map.of("address", "boss@acme.example"));

    assertThat(compose.post("/drafts", stranger).status()).isEqualTo(422);
    assertThat(
            compose
                .post("/drafts", Map.of("from", Map.of("address", "ventas@acme.example")))
                .json()
                .at("/from/name")
                .asString())
        .isEqualTo("Ana García");
    assertThat(compose.post("/drafts", Map.of("mailbox", compose.bruno)).status()).isEqualTo(404);
  }

  @Test
  void hidesDraftsFromOthers() {
    var draft = compose.draft("Mío", "a@obra.example");

    assertThat(compose.asBruno("GET", "/drafts/" + draft, null).status()).isEqualTo(404);
    assertThat(compose.asBruno("PUT", "/drafts/" + draft, Map.of(), "If-Match", "*").status())
        .isEqualTo(404);
    assertThat(compose.asBruno("DELETE", "/drafts/" + draft, null).status()).isEqualTo(404);
    assertThat(compose.asBruno("GET", "/drafts", null).body()).doesNotContain(draft);
  }

  @Test
  void keepsTwoPagesFromOverwritingEachOther() {
    var draft = compose.draft("Versión", "a@obra.example");
    var body = Map.of("subject", "Versión 2", "html", "<p>dos</p>");

    assertThat(compose.put("/drafts/" + draft, body).status()).isEqualTo(428);
    var second = compose.put("/drafts/" + draft, body, "If-Match", "\"1\"");
    var late = compose.put("/drafts/" + draft, Map.of("subject", "tarde"), "If-Match", "\"1\"");

    assertThat(second.etag()).isEqualTo("\"2\"");
    assertThat(late.status()).isEqualTo(412);
    assertThat(late.json().at("/current/subject").asString()).isEqualTo("Versión 2");
  }

  @Test
  void mirrorsADraftAfterAPauseAndOnClose() {
    var subject = "Espejo " + UUID.randomUUID();
    var draft = compose.draft(subject, "a@obra.example");
    awaitMirrored(draft);
    assertThat(atProvider(subject)).hasSize(1);

    compose.put(
        "/drafts/" + draft + "?close", Map.of("subject", subject + " fin"), "If-Match", "*");

    awaitMirrored(draft);
    assertThat(atProvider(subject)).hasSize(1);
    assertThat(atProvider(subject + " fin")).hasSize(1);
    assertThat(compose.delete("/drafts/" + draft).status()).isEqualTo(204);
    await().untilAsserted(() -> assertThat(atProvider(subject)).isEmpty());
    assertThat(compose.get("/drafts/" + draft).status()).isEqualTo(404);
  }

  @Test
  void followsADraftToAnotherMailbox() {
    var subject = "Mudanza " + UUID.randomUUID();
    var draft = compose.draft(subject, "a@obra.example");
    awaitMirrored(draft);

    compose.put(
        "/drafts/" + draft + "?close",
        Map.of("subject", subject, "mailbox", compose.anaSecond),
        "If-Match",
        "*");

    awaitMirrored(draft);
    await().untilAsserted(() -> assertThat(atProvider(subject)).isEmpty());
    assertThat(compose.outside.drafts("ana.garcia@acme.example"))
        .anyMatch(d -> d.get("subject").asString().equals(subject));
  }

  @Test
  void knowsItsOwnEchoAndTakesOverWhatWasWrittenElsewhere() {
    var subject = "Eco " + UUID.randomUUID();
    var draft = compose.draft(subject, "a@obra.example");
    awaitMirrored(draft);
    var ref = atProvider(subject).getFirst().get("id").asString();

    var echo = compose.fact(compose.ana, ref, 10);
    compose.happened(echo);
    assertThat(compose.get("/drafts/" + draft).json().get("version").asLong()).isEqualTo(1);

    var c = echo.content();
    var edited =
        new io.correo.events.MessageContent(
            subject + " editado",
            c.from(),
            c.replyTo(),
            c.to(),
            c.cc(),
            c.bcc(),
            c.date(),
            c.messageId(),
            c.inReplyTo(),
            c.references(),
            c.snippet(),
            "cambiado",
            "<p>cambiado</p>",
            false,
            c.attachments(),
            c.size(),
            c.automatic(),
            c.marks(),
            c.problems());
    var elsewhere =
        new io.correo.events.MailFact.MessageUpserted(
            echo.tenant(),
            echo.mailbox(),
            Revision.of(1, 11),
            echo.origin(),
            echo.message(),
            "another-ref",
            echo.thread(),
            echo.threadRef(),
            edited,
            echo.state());
    compose.happened(elsewhere);
    compose.happened(elsewhere);

    var now = compose.get("/drafts/" + draft).json();
    assertThat(now.get("subject").asString()).isEqualTo(subject + " editado");
    assertThat(now.get("html").asString()).contains("cambiado");
    assertThat(now.get("version").asLong()).isEqualTo(2);

    compose.happened(
        new MessageRemoved(new TenantId("acme"), compose.ana, Revision.of(1, 12), echo.message()));
    assertThat(compose.get("/drafts/" + draft).status()).isEqualTo(404);
  }

  @Test
  void opensADraftWrittenElsewhereAndSendsThatOne() {
    var subject = "Desde el móvil " + UUID.randomUUID();
    var first = compose.draft(subject, "a@obra.example");
    awaitMirrored(first);
    var ref = atProvider(subject).getFirst().get("id").asString();
    var message = compose.original(compose.ana, ref);
    compose.happened(compose.fact(compose.ana, ref, 19));
    assertThat(compose.get("/drafts?message=" + message).json().at("/items/0/id").asString())
        .isEqualTo(first);

    // Forgotten here, as if it had never been ours.
    compose.happened(
        new MessageRemoved(
            new TenantId("acme"), compose.ana, Revision.of(1, 20), new MessageId(message)));
    var adopted = compose.get("/drafts?message=" + message).json().at("/items/0");
    var again = compose.get("/drafts?message=" + message).json().at("/items/0");

    assertThat(adopted.get("id").asString()).isNotEqualTo(first);
    assertThat(again.get("id")).isEqualTo(adopted.get("id"));
    assertThat(adopted.get("html").asString()).contains("Hola");
    var send =
        compose.send(adopted.get("id").asString(), "adopted-" + message, Map.of("undoSeconds", 0));
    awaitSent(send.text("send"));
    assertThat(atProvider(subject)).isEmpty();
    assertThat(compose.outside.copies("a@obra.example"))
        .filteredOn(copy -> copy.get("subject").asString().equals(subject))
        .hasSize(1);
    assertThat(compose.asBruno("GET", "/drafts?message=" + message, null).status()).isEqualTo(404);
  }

  @Test
  void carriesFilesAndSaysAtOnceWhatTheProviderDoesNotTake() {
    var draft = compose.draft("Ficheros", "files@obra.example");
    var path = "/drafts/" + draft + "/attachments";

    var raw =
        compose.post(path + "?name=nota.txt", "hola ñ".getBytes(StandardCharsets.UTF_8), TEXT);
    var multipart = multipart(path, "informe año.pdf", bytes(100_000));
    var tooLarge = compose.post(path + "?name=big.bin", bytes(20_000_000), TEXT);
    var tooLargePart = multipart(path, "big.bin", bytes(5_000_000));
    var blocked = compose.post(path + "?name=virus.EXE", bytes(10), TEXT);

    assertThat(raw.status()).isEqualTo(201);
    assertThat(multipart.text("name")).isEqualTo("informe año.pdf");
    assertThat(multipart.json().get("size").asLong()).isEqualTo(100_000);
    for (var refused : List.of(tooLarge, tooLargePart)) {
      assertThat(refused.status()).isEqualTo(413);
      assertThat(refused.json().get("maxBytes").asLong()).isEqualTo(RunningCompose.MAX_FILES);
    }
    assertThat(blocked.status()).isEqualTo(422);
    assertThat(blocked.body()).contains(".exe");
    var gone = compose.post(path + "?name=fuera.txt", bytes(5), TEXT).text("id");
    assertThat(compose.delete(path + "/" + gone).status()).isEqualTo(204);
    assertThat(compose.get("/drafts/" + draft).json().get("attachments")).hasSize(2);
    assertThat(sentCopy(draft, "files@obra.example", "Ficheros"))
        .contains(
            "nota.txt",
            Base64.getEncoder().encodeToString("hola ñ".getBytes(StandardCharsets.UTF_8)))
        .doesNotContain("fuera.txt");
  }

  @Test
  void takesFilesNoFasterThanTheyFit() {
    var draft = compose.draft("A la vez", "files@obra.example");
    var path = "/drafts/" + draft + "/attachments?name=f.bin";

    var answers =
        IntStream.range(0, 6)
            .mapToObj(
                _ -> CompletableFuture.supplyAsync(() -> compose.post(path, bytes(100_000), TEXT)))
            .toList()
            .stream()
            .map(answer -> answer.join().status())
            .sorted()
            .toList();

    assertThat(answers).containsExactly(201, 201, 201, 413, 413, 413);
  }

  @Test
  void keepsScriptsOutOfTheBody() {
    var answer =
        compose.post(
            "/drafts",
            Map.of(
                "html",
                "<p onclick=x()>Hola <script>alert(1)</script><b style='color:red'>tú</b>"
                    + "<a href='javascript:x()'>z</a><img src='cid:logo'></p>"));

    assertThat(answer.text("html"))
        .contains("<b style=\"color:red\">tú</b>", "cid:logo")
        .doesNotContain("script", "onclick");
  }

  @Test
  void fillsTemplatesInWithoutTrustingTheFields() {
    var made =
        compose.post(
            "/templates",
            Map.of(
                "name", "Saludo",
                "subject", "Para {{account.label}}",
                "html", "<p>Hola {{contact.name}}, soy {{user.name}} de {{account.label}}</p>"));
    var id = made.text("id");

    var rendered = compose.post("/templates/" + id + "/rendering", Map.of());

    assertThat(made.status()).isEqualTo(201);
    assertThat(rendered.text("html")).isEqualTo("<p>Hola , soy Ana García de </p>");
    assertThat(compose.get("/templates").body()).contains("Saludo");
    assertThat(
            compose.post("/templates", Map.of("name", "x", "html", "{{{account.label}}}")).status())
        .isEqualTo(422);
    assertThat(compose.asBruno("DELETE", "/templates/" + id, null).status()).isEqualTo(403);
    assertThat(compose.delete("/templates/" + id).status()).isEqualTo(204);
  }

  private static final String[] TEXT = {"Content-Type", "text/plain"};

  private static byte[] bytes(int n) {
    return "x".repeat(n).getBytes(StandardCharsets.US_ASCII);
  }

  private static RunningCompose.Answer multipart(String path, String name, byte[] bytes) {
    var head =
        ("--frontera\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + name
                + "\"\r\nContent-Type: application/pdf\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8);
    var tail = "\r\n--frontera--\r\n".getBytes(StandardCharsets.UTF_8);
    var body = new byte[head.length + bytes.length + tail.length];
    System.arraycopy(head, 0, body, 0, head.length);
    System.arraycopy(bytes, 0, body, head.length, bytes.length);
    System.arraycopy(tail, 0, body, head.length + bytes.length, tail.length);
    return compose.post(path, body, "Content-Type", "multipart/form-data; boundary=frontera");
  }

  private static List<String> addresses(JsonNode draft, String field) {
    return draft.get(field).valueStream().map(a -> a.get("address").asString()).toList();
  }

  private static String arrived(String subject, String header, String moreTo) {
    return arrivedFrom("Luis Obra <luis@obra.example>", subject, header, moreTo);
  }

  private static String arrivedFrom(String from, String subject, String header, String moreTo) {
    var ref =
        compose.outside.arrives(
            ANA,
            """
            From: %s
            To: Ana <ana@acme.example>%s
            %s
            Subject: %s
            Message-ID: <%s@obra.example>
            Date: Mon, 23 Nov 2026 10:00:00 +0000
            Content-Type: text/plain; charset=utf-8

            Precio & plazo
            """
                .formatted(from, moreTo, header, subject, UUID.randomUUID())
                .replace("\n", "\r\n"));
    return compose.original(compose.ana, ref);
  }

  private static String arrivedWithFile(String subject, String name, String file) {
    var encoded = Base64.getMimeEncoder().encodeToString(file.getBytes(StandardCharsets.UTF_8));
    var ref =
        compose.outside.arrives(
            ANA,
            """
            From: Luis Obra <luis@obra.example>
            To: Ana <ana@acme.example>
            Subject: %s
            Message-ID: <%s@obra.example>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/html; charset=utf-8

            <p>Adjunto</p>
            --b
            Content-Type: application/pdf; name="%s"
            Content-Disposition: attachment; filename="%s"
            Content-Transfer-Encoding: base64

            %s
            --b--
            """
                .formatted(subject, UUID.randomUUID(), name, name, encoded)
                .replace("\r\n", "\n")
                .replace("\n", "\r\n"));
    return compose.original(compose.ana, ref);
  }

  private static void awaitMirrored(String draft) {
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> compose.get("/drafts/" + draft).json().get("savedAtProvider").asBoolean());
  }

  private static List<JsonNode> atProvider(String subject) {
    return compose.outside.drafts(ANA).stream()
        .filter(d -> d.get("subject").asString().startsWith(subject))
        .toList();
  }

  private static void awaitSent(String send) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(compose.get("/sends/" + send).text("state")).isEqualTo("sent"));
  }

  /// Sends the draft and gives what the recipient received.
  private static String sentCopy(String draft, String recipient, String subject) {
    var send = compose.send(draft, "copy-" + draft, Map.of("undoSeconds", 0));
    assertThat(send.status()).as(send.body()).isEqualTo(202);
    awaitSent(send.text("send"));
    var copy =
        compose.outside.copies(recipient).stream()
            .filter(c -> c.get("subject").asString().equals(subject))
            .findFirst()
            .orElseThrow();
    return compose.outside.copy(copy.get("n").asInt());
  }
}
