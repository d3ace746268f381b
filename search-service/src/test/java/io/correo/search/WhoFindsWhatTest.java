package io.correo.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.events.FolderRole;
import io.correo.events.MailboxId;
import io.correo.events.Visibility;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Nobody finds what visibility forbids: not in items, not in counts, not among contacts.
class WhoFindsWhatTest {
  private static final String ACME = "acme-" + UUID.randomUUID();
  private static final String GLOBEX = "globex-" + UUID.randomUUID();
  private static final MailboxId ANA = MailboxId.random();
  private static final MailboxId SHY = MailboxId.random();
  private static final MailboxId CARLA = MailboxId.random();
  private static Stage stage;

  @BeforeAll
  static void start() throws Exception {
    stage = Stage.shared();
    stage.connect(Mail.mailbox(ACME, ANA, "ana", Visibility.EVERYTHING, 1));
    stage.connect(Mail.mailbox(ACME, SHY, "bruno", Visibility.SUBJECT, 1));
    stage.connect(Mail.mailbox(GLOBEX, CARLA, "carla", Visibility.EVERYTHING, 1));
    var shared =
        new Mail(ACME, ANA, "shared")
            .file("shared.pdf")
            .bcc("hidden@boss.example")
            .from("M", "m@x.example");
    var personal =
        new Mail(ACME, ANA, "personal").file("personal.pdf").from("Doctor", "doc@clinic.example");
    var trashed = new Mail(ACME, ANA, "trashed").in(FolderRole.TRASH);
    var once = new Mail(ACME, ANA, "once linked");
    var shy = new Mail(ACME, SHY, "shy");
    var foreign = new Mail(GLOBEX, CARLA, "foreign");
    stage.tell(
        shared.told(1),
        personal.told(2),
        trashed.told(3),
        once.told(4),
        shy.told(1),
        foreign.told(1));
    stage.link(shared.linked(1, "a1", "Obra"));
    stage.link(trashed.linked(1, "a1", "Obra"));
    stage.link(once.linked(1, "a1", "Obra"));
    stage.link(once.unlinked(2));
    stage.link(shy.linked(1, "a1", "Obra"));
    stage.link(foreign.linked(1, "a1", "Obra"));
    stage.as(ACME, "ana").awaitMessages(3);
    stage.as(ACME, "bruno").awaitMessages(2);
    stage.as(GLOBEX, "carla").awaitMessages(1);
    Stage.await().until(() -> stage.as(ACME, "ana").subjects("account:a1").size() == 1);
  }

  @Test
  void showsTheOwnerEverything() {
    var ana = stage.as(ACME, "ana");

    assertThat(ana.subjects("")).containsExactlyInAnyOrder("shared", "personal", "once linked");
    assertThat(ana.subjects("in:trash")).containsExactly("trashed");
    assertThat(ana.search("", "&mailbox=" + ANA).path("counts").path("files").asInt()).isEqualTo(2);
  }

  @Test
  void showsColleaguesWhatIsLinkedWhereTheMailboxShowsEverything() {
    var bruno = stage.as(ACME, "bruno");

    assertThat(bruno.subjects("")).containsExactlyInAnyOrder("shared", "shy");
    assertThat(bruno.subjects("personal")).isEmpty();
    assertThat(bruno.subjects("in:trash")).isEmpty();
    assertThat(bruno.search("", "").path("counts").path("files").asInt()).isEqualTo(1);
    assertThat(Stage.texts(bruno.search("personal", "&kind=files"), "name")).isEmpty();
    assertThat(bruno.get("/search?mailbox=" + ANA).statusCode()).isEqualTo(404);
    assertThat(stage.as(ACME, "ana").subjects("shy")).isEmpty();
    assertThat(stage.as(ACME, "newcomer").subjects("")).containsExactly("shared");
  }

  @Test
  void keepsHiddenRecipientsHidden() {
    assertThat(stage.as(ACME, "ana").subjects("to:hidden")).containsExactly("shared");
    assertThat(stage.as(ACME, "ana").subjects("hidden@boss.example")).containsExactly("shared");
    assertThat(stage.as(ACME, "bruno").subjects("to:hidden")).isEmpty();
    assertThat(stage.as(ACME, "bruno").subjects("hidden@boss.example")).isEmpty();
  }

  @Test
  void showsModulesOnlyWhatIsLinked() {
    assertThat(stage.asModule(ACME).subjects("")).containsExactly("shared");
    assertThat(stage.asModule(GLOBEX).subjects("")).containsExactly("foreign");
    assertThat(Stage.texts(stage.asModule(ACME).json("/contacts?q=doc"), "id")).isEmpty();
  }

  @Test
  void crossesNoTenant() {
    assertThat(stage.as(GLOBEX, "ana").subjects("")).containsExactly("foreign");
    assertThat(stage.as("nobody-" + GLOBEX, "carla").subjects("")).isEmpty();
    assertThat(stage.as("", "ana").get("/search?q=x").statusCode()).isEqualTo(403);
  }

  @Test
  void completesAddressesSeenInOnesOwnMailboxesOnly() {
    assertThat(Stage.texts(stage.as(ACME, "ana").json("/contacts?q=doct"), "id"))
        .isEqualTo(List.of("doc@clinic.example"));
    assertThat(Stage.texts(stage.as(ACME, "bruno").json("/contacts?q=doct"), "id")).isEmpty();
    assertThat(stage.as(ACME, "bruno").search("doctor", "").path("counts").path("contacts").asInt())
        .isZero();
  }

  @Test
  void followsAMailboxThatBecomesPrivate() {
    var mailbox = MailboxId.random();
    var tenant = "t-" + UUID.randomUUID();
    stage.connect(Mail.mailbox(tenant, mailbox, "ana", Visibility.EVERYTHING, 1));
    var mail = new Mail(tenant, mailbox, "offer");
    stage.tell(mail.told(1));
    stage.link(mail.linked(1, "a1", "Obra"));
    stage.as(tenant, "bruno").awaitMessages(1);

    stage.connect(Mail.mailbox(tenant, mailbox, "ana", Visibility.PRIVATE, 2));

    stage.as(tenant, "bruno").awaitMessages(0);
    stage.as(tenant, "ana").awaitMessages(1);
  }
}
