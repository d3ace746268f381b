package io.correo.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.events.FolderRole;
import io.correo.events.MailboxId;
import io.correo.events.Visibility;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What people type finds what they mean: words in three languages, every operator, files.
class FindingMessagesTest {
  private static final String ACME = "acme-" + UUID.randomUUID();
  private static final MailboxId MAILBOX = MailboxId.random();
  private static Stage stage;
  private static Stage.As ana;

  @BeforeAll
  static void start() throws Exception {
    stage = Stage.shared();
    ana = stage.as(ACME, "ana");
    stage.connect(Mail.mailbox(ACME, MAILBOX, "ana", Visibility.EVERYTHING, 1));
    var offer =
        mail("offer")
            .subject("Cotización de la obra")
            .text("Le adjunto las facturas pendientes y el contrato_final.pdf firmado.")
            .from("Marta Gil", "marta.gil@obra-norte.example")
            .date("2026-03-05T09:00:00Z")
            .file("Factura_2026-03.pdf")
            .file("plano.general.dwg")
            .in(FolderRole.INBOX, FolderRole.STARRED)
            .unread();
    var quote =
        mail("quote")
            .subject("Cotações do projeto")
            .text("As reuniões ficam para amanhã, segue a cotação.")
            .from("João Sá", "joao@lisboa.example")
            .to("ana@acme.example", "equipo@acme.example")
            .cc("luis@acme.example")
            .date("2026-03-04T09:00:00Z");
    var invoice =
        mail("invoice")
            .subject("Invoices <script>alert(1)</script>")
            .text("Please pay the invoice & reply <b>today</b>: meetings moved.")
            .from(null, "billing@supplies.example")
            .bcc("secret@hidden.example")
            .date("2026-03-03T09:00:00Z");
    var sent = mail("sent").subject("Enviado").in(FolderRole.SENT).date("2026-03-02T09:00:00Z");
    var trash = mail("trash").subject("Borrado").in(FolderRole.TRASH);
    var spam = mail("spam").subject("Basura").in(FolderRole.SPAM);
    var both = mail("both").subject("Premio").in(FolderRole.SPAM, FolderRole.TRASH);
    var draft = mail("draft").subject("Borrador").in(FolderRole.DRAFTS).draft();
    stage.tell(
        offer.told(1),
        quote.told(2),
        invoice.told(3),
        sent.told(4),
        trash.told(5),
        spam.told(6),
        draft.told(7),
        both.told(8));
    stage.link(offer.linked(1, "a1", "Constructora Ibáñez"));
    ana.awaitMessages(5);
    Stage.await().until(() -> ana.subjects("account:a1").size() == 1);
  }

  @Test
  void findsWordsWithoutTheirAccentsAndInOtherForms() {
    for (var typed :
        new String[] {"cotizacion", "cotización", "COTIZACIONES", "factura", "obras"}) {
      assertThat(ana.subjects(typed)).as(typed).contains("Cotización de la obra");
    }
    for (var typed : new String[] {"cotação", "cotacao", "cotacoes", "reunião", "reuniao"}) {
      assertThat(ana.subjects(typed)).as(typed).containsExactly("Cotações do projeto");
    }
    for (var typed : new String[] {"invoice", "invoices", "meeting", "meetings"}) {
      assertThat(ana.subjects(typed)).as(typed).hasSize(1).first().asString().startsWith("Invoice");
    }
  }

  @Test
  void wantsEveryWordSomewhereInTheMessage() {
    assertThat(ana.subjects("marta obra facturas")).containsExactly("Cotización de la obra");
    assertThat(ana.subjects("marta invoice")).isEmpty();
    assertThat(ana.subjects("contrato final")).containsExactly("Cotización de la obra");
    assertThat(ana.subjects("marta.gil@obra-norte.example")).hasSize(1);
    assertThat(ana.subjects("- & cotización")).hasSize(1);
  }

  @Test
  void findsPhrasesAsTheyStand() {
    assertThat(ana.subjects("\"facturas pendientes\"")).hasSize(1);
    assertThat(ana.subjects("\"pendientes facturas\"")).isEmpty();
    assertThat(ana.subjects("\"factura pendiente\"")).isEmpty();
    assertThat(ana.subjects("subject:\"cotizacion de la\"")).hasSize(1);
  }

  @Test
  void knowsEveryOperator() {
    var offer = "Cotización de la obra";
    for (var query :
        new String[] {
          "from:marta",
          "from:mart",
          "from:obra-norte.example",
          "from: marta",
          "from:\"Marta Gil\"",
          "subject:obra",
          "filename:factura",
          "filename:pdf",
          "has:attachment",
          "is:starred",
          "in:starred",
          "is:unread",
          "after:2026-03-05",
          "account:a1",
          "account:ibanez",
          "account:\"constructora ibáñez\""
        }) {
      assertThat(ana.subjects(query)).as(query).containsExactly(offer);
    }
    assertThat(ana.subjects("to:equipo")).containsExactly("Cotações do projeto");
    assertThat(ana.subjects("cc:luis")).containsExactly("Cotações do projeto");
    assertThat(ana.subjects("to:secret@hidden.example")).hasSize(1);
    assertThat(ana.subjects("before:2026-03-03")).containsExactly("Enviado", "Borrador");
    assertThat(ana.subjects("after:2026-03-04 before:2026-03-05"))
        .containsExactly("Cotações do projeto");
    assertThat(ana.subjects("in:sent")).containsExactly("Enviado");
    assertThat(ana.subjects("in:drafts")).containsExactly("Borrador");
    assertThat(ana.subjects("in:inbox is:read")).hasSize(2);
    assertThat(ana.subjects("is:read -in:inbox -in:drafts")).containsExactly("Enviado");
    assertThat(ana.subjects("in:inbox -from:marta -cotação")).hasSize(1);
  }

  @Test
  void leavesTrashAndSpamOutUnlessAskedForThem() {
    assertThat(ana.subjects("Borrado")).isEmpty();
    assertThat(ana.subjects("Borrado in:trash")).containsExactly("Borrado");
    assertThat(ana.subjects("in:spam")).contains("Basura");
  }

  @Test
  void findsWhatIsInTrashAndSpamInEither() {
    assertThat(ana.subjects("premio")).isEmpty();
    assertThat(ana.subjects("premio in:trash")).containsExactly("Premio");
    assertThat(ana.subjects("premio in:spam")).containsExactly("Premio");
    assertThat(ana.subjects("premio in:inbox")).isEmpty();
  }

  @Test
  void takesWhatIsNoOperatorAsText() {
    assertThat(ana.subjects("color:rojo")).isEmpty();
    assertThat(ana.subjects("after:ayer")).isEmpty();
    assertThat(ana.subjects("is:starred in:nowhere")).isEmpty();
  }

  @Test
  void marksWhatWasFoundAndEscapesTheRest() {
    var invoice = ana.search("invoice script", "").path("items").get(0).path("highlights");

    assertThat(invoice.path("subject").asString())
        .contains("<mark>Invoices</mark>", "&lt;<mark>script</mark>&gt;")
        .doesNotContain("<script", "</script");
    assertThat(invoice.path("text").asString())
        .contains("<mark>invoice</mark> &amp; reply &lt;b&gt;")
        .doesNotContain("<b>");
    var phrase = ana.search("\"facturas pendientes\"", "").path("items").get(0);
    assertThat(phrase.path("highlights").path("text").asString()).contains("<mark>facturas</mark>");
  }

  @Test
  void findsFilesByNameAndCountsAllKinds() {
    var files = ana.search("factura", "&kind=files");

    assertThat(Stage.texts(files, "name")).containsExactly("Factura_2026-03.pdf");
    assertThat(files.path("items").get(0).path("highlights").path("name").asString())
        .isEqualTo("<mark>Factura</mark>_2026-03.pdf");
    assertThat(files.path("counts").path("messages").asInt()).isEqualTo(1);
    assertThat(files.path("counts").path("files").asInt()).isEqualTo(1);
    assertThat(Stage.texts(ana.search("plano general", "&kind=files"), "name")).hasSize(1);
    assertThat(Stage.texts(ana.search("from:marta -factura", "&kind=files"), "name"))
        .containsExactly("plano.general.dwg");
    assertThat(ana.search("from:joao", "&kind=files").path("items")).isEmpty();
    assertThat(ana.search("", "").path("counts").path("files").asInt()).isEqualTo(2);
  }

  @Test
  void pagesThroughMessagesAndFiles() {
    assertPages("&kind=messages", 5, "subject");
    assertPages("&kind=files", 2, "name");
    assertPages("&kind=contacts", 8, "id");
  }

  private static void assertPages(String kind, int total, String field) {
    var whole = Stage.texts(ana.search("", kind), field);
    assertThat(whole).hasSize(total);
    var seen = new java.util.ArrayList<String>();
    var page = ana.search("", kind + "&limit=1");
    seen.addAll(Stage.texts(page, field));
    while (page.has("nextCursor")) {
      page = ana.search("", kind + "&limit=1&cursor=" + page.path("nextCursor").asString());
      seen.addAll(Stage.texts(page, field));
    }
    assertThat(seen).isEqualTo(whole);
  }

  @Test
  void refusesWhatItCannotRead() {
    assertThat(ana.get("/search?cursor=nonsense").statusCode()).isEqualTo(400);
    assertThat(ana.get("/search?limit=0").statusCode()).isEqualTo(400);
    assertThat(ana.get("/search?limit=201").statusCode()).isEqualTo(400);
    assertThat(ana.get("/search?kind=folders").statusCode()).isEqualTo(400);
    assertThat(ana.get("/search?q=" + "a".repeat(1001)).statusCode()).isEqualTo(400);
    assertThat(ana.get("/search?q=" + "a+".repeat(41)).statusCode()).isEqualTo(400);
    assertThat(ana.get("/search?q=" + "factura+".repeat(40)).statusCode()).isEqualTo(200);
    assertThat(ana.get("/search?q=" + "-factura+".repeat(40)).statusCode()).isEqualTo(200);
    assertThat(ana.get("/search?mailbox=mb_foreign").statusCode()).isEqualTo(404);
    for (var kind : new String[] {"messages", "files", "contacts"}) {
      for (var date : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, 0}) {
        for (var id : new String[] {"x", "x/y", ""}) {
          var forged = cursor("1:" + date + ":" + id);
          assertThat(ana.get("/search?kind=" + kind + "&cursor=" + forged).statusCode())
              .as(kind + " " + date + " " + id)
              .isIn(200, 400);
        }
      }
    }
  }

  private static String cursor(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Mail mail(String key) {
    return new Mail(ACME, MAILBOX, key);
  }
}
