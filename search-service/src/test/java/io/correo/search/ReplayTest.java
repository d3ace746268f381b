package io.correo.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.events.FolderRole;
import io.correo.events.Json;
import io.correo.events.MailFact;
import io.correo.events.MailboxId;
import io.correo.events.Topics;
import io.correo.events.Visibility;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// However often and in whatever order it is told, the same is found; what is erased stays erased.
class ReplayTest {
  private final String tenant = "acme-" + UUID.randomUUID();
  private static Stage stage;

  @BeforeAll
  static void start() throws Exception {
    stage = Stage.shared();
  }

  @Test
  void endsInTheSameStateInWhateverOrderItIsTold() {
    for (var seed = 0; seed < 4; seed++) {
      var inOrder = MailboxId.random();
      var shuffled = MailboxId.random();
      var expected = history(inOrder);
      var told = new ArrayList<>(history(shuffled));
      told.addAll(history(shuffled));
      Collections.shuffle(told, new Random(seed));
      stage.connect(Mail.mailbox(tenant, inOrder, "ana", Visibility.EVERYTHING, 1));
      stage.connect(Mail.mailbox(tenant, shuffled, "ana", Visibility.EVERYTHING, 1));

      stage.tell(Topics.CHANGES, expected);
      var half = told.size() / 2;
      stage.tell(Topics.BACKFILL, told.subList(0, half));
      stage.tell(Topics.CHANGES, told.subList(half, told.size()));

      Stage.await()
          .untilAsserted(
              () -> {
                var found = documents(inOrder);
                assertThat(found).hasSize(4);
                assertThat(documents(shuffled)).isEqualTo(found);
              });
    }
  }

  /// A message whose content and state change; one that is removed; one removed and back again; a
  /// draft that is sent under the name it had.
  private List<MailFact> history(MailboxId mailbox) {
    var draft = new Mail(tenant, mailbox, "draft").text("first").draft();
    var facts = new ArrayList<MailFact>();
    facts.add(draft.told(1));
    facts.add(draft.text("second").unread().told(2));
    facts.add(draft.in(FolderRole.ARCHIVE).stateTold(7));
    facts.add(new Mail(tenant, mailbox, "gone").told(3));
    facts.add(new Mail(tenant, mailbox, "gone").unread().stateTold(4));
    facts.add(new Mail(tenant, mailbox, "gone").removed(5));
    facts.add(new Mail(tenant, mailbox, "back").told(3));
    facts.add(new Mail(tenant, mailbox, "back").removed(6));
    facts.add(new Mail(tenant, mailbox, "back").in(FolderRole.SENT).told(8));
    facts.add(new Mail(tenant, mailbox, "unseen").in(FolderRole.INBOX).stateTold(9));
    facts.add(new Mail(tenant, mailbox, "unseen").told(2));
    facts.add(new Mail(tenant, mailbox, "kept").in(FolderRole.DRAFTS).draft().told(1));
    facts.add(new Mail(tenant, mailbox, "kept").text("sent").in(FolderRole.SENT).told(10));
    return facts;
  }

  private TreeMap<String, String> documents(MailboxId mailbox) {
    var found = stage.as(tenant, "ana").search("", "&mailbox=" + mailbox);
    var documents = new TreeMap<String, String>();
    for (JsonNode item : found.path("items")) {
      var plain = (tools.jackson.databind.node.ObjectNode) item;
      plain.remove(List.of("id", "thread", "mailbox"));
      documents.put(plain.path("subject").asString(), plain.toString());
    }
    return documents;
  }

  @Test
  void findsADraftThatWasSentUnderItsNameAmongSentMailOnly() {
    var mailbox = MailboxId.random();
    var ana = stage.as(tenant, "ana");
    stage.connect(Mail.mailbox(tenant, mailbox, "ana", Visibility.EVERYTHING, 1));
    var draft = new Mail(tenant, mailbox, "Oferta").text("a medias").in(FolderRole.DRAFTS).draft();
    stage.tell(draft.told(1));
    Stage.await().until(() -> ana.subjects("in:drafts medias").size() == 1);

    stage.tell(new Mail(tenant, mailbox, "Oferta").text("entera").in(FolderRole.SENT).told(2));
    stage.tell(draft.told(1)); // late

    Stage.await().until(() -> ana.subjects("in:sent entera").size() == 1);
    assertThat(ana.subjects("in:drafts oferta")).isEmpty();
    assertThat(ana.subjects("medias")).isEmpty();
  }

  @Test
  void dropsAnErasedMailboxAndTakesNothingOfItAnyMore() {
    var erased = MailboxId.random();
    var kept = MailboxId.random();
    var ana = stage.as(tenant, "ana");
    stage.connect(Mail.mailbox(tenant, erased, "ana", Visibility.EVERYTHING, 1));
    stage.connect(Mail.mailbox(tenant, kept, "ana", Visibility.EVERYTHING, 1));
    stage.tell(new Mail(tenant, erased, "old").told(1), new Mail(tenant, kept, "mine").told(1));
    ana.awaitMessages(2);

    stage.tell(Mail.erased(tenant, erased, 2));
    ana.awaitMessages(1);
    stage.tell(new Mail(tenant, erased, "late").told(3), new Mail(tenant, kept, "new").told(2));
    stage.connect(Mail.mailbox(tenant, erased, "ana", Visibility.EVERYTHING, 9));
    ana.awaitMessages(2);

    assertThat(ana.subjects("")).containsExactlyInAnyOrder("mine", "new");
    assertThat(stored("messages", erased)).isZero();
    assertThat(stored("contacts", erased)).isZero();
    assertThat(stored("contacts", kept)).isPositive();
  }

  @Test
  void indexesAnImportInSecondsAndNewMailMeanwhile() {
    var mailbox = MailboxId.random();
    var ana = stage.as(tenant, "ana");
    stage.connect(Mail.mailbox(tenant, mailbox, "ana", Visibility.EVERYTHING, 1));
    var old = new ArrayList<MailFact>();
    for (var i = 0; i < 1_500; i++) {
      var words = "La factura número %d está pendiente de pago. ".formatted(i);
      old.add(new Mail(tenant, mailbox, "old " + i).text(words.repeat(20)).told(i + 1));
    }
    stage.tell(Topics.BACKFILL, old);
    stage.tell(new Mail(tenant, mailbox, "live").told(5_000));

    Stage.await().until(() -> ana.subjects("live").size() == 1);
    ana.awaitMessages(1_501);

    assertThat(ana.search("factura", "").path("counts").path("messages").asInt()).isEqualTo(1_500);
  }

  @Test
  void findsAMessageByItsEnvelopeWhenTheIndexRefusesTheWhole() {
    var mailbox = MailboxId.random();
    var ana = stage.as(tenant, "ana");
    stage.connect(Mail.mailbox(tenant, mailbox, "ana", Visibility.EVERYTHING, 1));

    stage.tell(
        new Mail(tenant, mailbox, "Presupuesto").text("granito").fileNobodyCanIndex().told(2));
    ana.awaitMessages(1);

    assertThat(ana.subjects("presupuesto")).containsExactly("Presupuesto");
    assertThat(ana.subjects("granito")).isEmpty();

    // As a reader that is mended takes the same record when it is replayed.
    stage.tell(new Mail(tenant, mailbox, "Presupuesto").text("granito").told(2));
    Stage.await().until(() -> ana.subjects("granito").size() == 1);
  }

  private static int stored(String index, MailboxId mailbox) {
    var name = "/" + stage.prefix + index;
    stage.askNode("POST", name + "/_refresh");
    var counted = stage.askNode("GET", name + "/_count?q=mailbox:%22" + mailbox + "%22");
    return Json.mapper().readTree(counted).path("count").asInt(-1);
  }
}
