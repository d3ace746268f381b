package io.correo.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.events.MailFact.MessageRemoved;
import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.MessageContent;
import io.correo.events.MessageId;
import io.correo.events.Revision;
import io.correo.events.TenantId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Drafts as the provider has them, and those written there.
class MirroredDraftsTest {
  private static final String ANA = "ana@acme.example";
  private static final RunningCompose compose = RunningCompose.shared();

  @Test
  void mirrorsADraftAfterAPauseAndOnClose() {
    var subject = "Espejo " + UUID.randomUUID();
    var draft = compose.draft(subject, "a@obra.example");
    Eventually.mirrored(compose, draft);
    assertThat(atProvider(subject)).hasSize(1);

    compose.put(
        "/drafts/" + draft + "?close", Map.of("subject", subject + " fin"), "If-Match", "*");

    Eventually.mirrored(compose, draft);
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
    Eventually.mirrored(compose, draft);

    compose.put(
        "/drafts/" + draft + "?close",
        Map.of("subject", subject, "mailbox", compose.anaSecond),
        "If-Match",
        "*");

    Eventually.mirrored(compose, draft);
    await().untilAsserted(() -> assertThat(atProvider(subject)).isEmpty());
    assertThat(compose.outside.drafts("ana.garcia@acme.example"))
        .anyMatch(d -> d.get("subject").asString().equals(subject));
  }

  @Test
  void knowsItsOwnEchoAndTakesOverWhatWasWrittenElsewhere() {
    var subject = "Eco " + UUID.randomUUID();
    var draft = compose.draft(subject, "a@obra.example");
    Eventually.mirrored(compose, draft);
    var ref = atProvider(subject).getFirst().get("id").asString();

    var echo = compose.fact(compose.ana, ref, 10);
    compose.happened(echo);
    assertThat(compose.get("/drafts/" + draft).json().get("version").asLong()).isEqualTo(1);

    var c = echo.content();
    var edited =
        new MessageContent(
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
        new MessageUpserted(
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
    Eventually.mirrored(compose, first);
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
    Eventually.sent(compose, send.text("send"));
    assertThat(atProvider(subject)).isEmpty();
    assertThat(compose.outside.copies("a@obra.example"))
        .filteredOn(copy -> copy.get("subject").asString().equals(subject))
        .hasSize(1);
    assertThat(compose.asBruno("GET", "/drafts?message=" + message, null).status()).isEqualTo(404);
  }

  private static List<JsonNode> atProvider(String subject) {
    return compose.outside.drafts(ANA).stream()
        .filter(d -> d.get("subject").asString().startsWith(subject))
        .toList();
  }
}
