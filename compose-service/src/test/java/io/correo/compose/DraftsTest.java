package io.correo.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is written, and by whom.
class DraftsTest {
  private static final String ANA = "ana@acme.example";
  private static final RunningCompose compose = RunningCompose.shared();

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
                .post(
                    "/drafts/" + draft + "/attachments?name=a%0D%0Ab.txt",
                    new byte[3],
                    "Content-Type",
                    "text/plain")
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
}
