package io.correo.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What a draft begins with when it answers a message or passes it on.
class AnsweringTest {
  private static final String ANA = "ana@acme.example";
  private static final RunningCompose compose = RunningCompose.shared();

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

    var raw = Eventually.copy(compose, created.text("id"), "luis@obra.example", "Re: Hilo");

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
    var raw = Eventually.copy(compose, created.text("id"), "jefe@obra.example", "Fwd: Plano");
    assertThat(raw).contains("plano.pdf");
    assertThat(raw.replaceAll("\\s", ""))
        .contains(Base64.getEncoder().encodeToString(file.getBytes(StandardCharsets.UTF_8)));
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
}
