package io.correo.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.events.MailboxId;
import io.correo.events.Visibility;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Typing the beginning of a name, an address or an account offers the right people first.
class AddressCompletionTest {
  private static final String ACME = "acme-" + UUID.randomUUID();
  private static final MailboxId MAILBOX = MailboxId.random();
  private static Stage stage;
  private static Stage.As ana;

  @BeforeAll
  static void start() throws Exception {
    stage = Stage.shared();
    ana = stage.as(ACME, "ana");
    stage.connect(Mail.mailbox(ACME, MAILBOX, "ana", Visibility.EVERYTHING, 1));
    stage.record(Mail.account(ACME, "a1", "Constructora Ibáñez"));
    stage.record(Mail.contact(ACME, "c1", "Ángel Núñez", "angel@ibanez.example", "a1", false));
    stage.record(Mail.contact(ACME, "c2", "Zoe Prieto", "zoe@ibanez.example", "a1", true));
    stage.record(Mail.contact("other-" + ACME, "c3", "Ángel Otro", "otro@x.example", "a1", true));
    stage.tell(
        new Mail(ACME, MAILBOX, "1")
            .from(null, "Angel@Ibanez.example")
            .to("angela@seen.example")
            .told(1),
        new Mail(ACME, MAILBOX, "2")
            .from("Ángela Seen", "angela@seen.example")
            .date("2026-05-01T00:00:00Z")
            .told(2),
        new Mail(ACME, MAILBOX, "3").from(null, "draft@seen.example").draft().told(3));
    var met = "angela@seen.example";
    Stage.await().untilAsserted(() -> assertThat(ids("")).hasSize(4).contains("c1", "c2", met));
  }

  @Test
  void completesByNameAddressAndAccountWithoutAccents() {
    assertThat(ids("angel nu")).containsExactly("c1");
    assertThat(ids("ÁNGEL@IBA")).containsExactly("c1");
    assertThat(ids("ibanez")).containsExactly("c2", "c1");
    assertThat(ids("constr zoe")).containsExactly("c2");
    assertThat(ids("nobody")).isEmpty();
  }

  @Test
  void offersTheDirectoryFirstAndEachPersonOnce() {
    assertThat(ids("ang")).containsExactly("c1", "angela@seen.example");
    var seen = ana.json("/contacts?q=angela").path("items").get(0);
    assertThat(seen.path("name").asString()).isEqualTo("Ángela Seen");
    assertThat(seen.path("source").asString()).isEqualTo("seen");
    var contact = ana.json("/contacts?q=zoe").path("items").get(0);
    assertThat(contact.path("primary").asBoolean()).isTrue();
    assertThat(contact.path("records").get(1).path("label").asString())
        .isEqualTo("Constructora Ibáñez");
  }

  @Test
  void findsContactsInTheSearchBoxToo() {
    assertThat(Stage.texts(ana.search("from:angel -angela", "&kind=contacts"), "id"))
        .containsExactly("c1");
    assertThat(ana.search("is:unread", "").path("counts").path("contacts").asInt()).isZero();
  }

  @Test
  void forgetsAContactTheCrmDeletes() {
    stage.record(Mail.contact(ACME, "c9", "Temporal", "t@t.example", "a1", false));
    Stage.await().until(() -> ids("temporal").size() == 1);

    stage.forget(Mail.contact(ACME, "c9", "Temporal", "t@t.example", "a1", false).key());

    Stage.await().until(() -> ids("temporal").isEmpty());
  }

  private static List<String> ids(String q) {
    return Stage.texts(
        ana.json(
            "/contacts?q="
                + java.net.URLEncoder.encode(q, java.nio.charset.StandardCharsets.UTF_8)),
        "id");
  }
}
