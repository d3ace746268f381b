package io.correo.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.events.MailboxId;
import io.correo.events.Visibility;
import java.util.ArrayList;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What was chosen for a conversation alone goes before what holds for its mailbox, for the mail
/// there is and the mail that comes.
class OwnVisibilityTest {
  private static Stage stage;
  private final String tenant = "acme-" + UUID.randomUUID();
  private final MailboxId mailbox = MailboxId.random();
  private final Stage.As owner = stage.as(tenant, "ana");
  private final Stage.As colleague = stage.as(tenant, "bruno");
  private final Stage.As module = stage.asModule(tenant);

  @BeforeAll
  static void start() throws Exception {
    stage = Stage.shared();
  }

  @ParameterizedTest
  @EnumSource(names = "EVERYTHING", mode = EnumSource.Mode.EXCLUDE)
  void hidesAConversationFromAllButItsOwner(Visibility visibility) {
    stage.connect(Mail.mailbox(tenant, mailbox, "ana", Visibility.EVERYTHING, 1));
    linked(mail("offer", "offer").file("offer.pdf"), 1);
    linked(mail("other", "other"), 2);
    colleague.awaitMessages(2);
    module.awaitMessages(2);

    choose("offer", 1, visibility);

    colleague.awaitMessages(1);
    assertThat(colleague.subjects("")).containsExactly("other");
    assertThat(colleague.search("", "").path("counts").path("files").asInt()).isZero();
    assertThat(module.subjects("")).containsExactly("other");
    assertThat(owner.subjects("offer")).containsExactly("offer");

    linked(mail("answer", "offer"), 3);
    linked(mail("last", "last"), 4);
    colleague.awaitMessages(2);
    assertThat(colleague.subjects("")).containsExactlyInAnyOrder("other", "last");
    owner.awaitMessages(4);
  }

  @Test
  void showsAConversationOfAPrivateMailboxThatWasOpened() {
    stage.connect(Mail.mailbox(tenant, mailbox, "ana", Visibility.PRIVATE, 1));
    linked(mail("offer", "offer"), 1);
    linked(mail("other", "other"), 2);
    stage.tell(mail("unlinked", "offer").told(3));
    owner.awaitMessages(3);

    choose("offer", 1, Visibility.EVERYTHING);

    colleague.awaitMessages(1);
    assertThat(colleague.subjects("")).containsExactly("offer");
    assertThat(stage.as("globex-" + tenant, "ana").subjects("")).isEmpty();
  }

  @Test
  void followsTheLastChoiceHoweverItIsTold() {
    stage.connect(Mail.mailbox(tenant, mailbox, "ana", Visibility.EVERYTHING, 1));
    linked(mail("offer", "offer"), 1);
    colleague.awaitMessages(1);

    choose("offer", 2, Visibility.PRIVATE);
    choose("offer", 1, Visibility.EVERYTHING);
    colleague.awaitMessages(0);
    linked(mail("offer", "offer"), 5);
    linked(mail("mark", "mark"), 6);
    colleague.awaitMessages(1);
    assertThat(colleague.subjects("")).containsExactly("mark");

    choose("offer", 3, null);

    colleague.awaitMessages(2);
  }

  @Test
  void hidesMailThatComesWhileItIsChosen() {
    stage.connect(Mail.mailbox(tenant, mailbox, "ana", Visibility.EVERYTHING, 1));
    var facts = new ArrayList<Mail>();
    for (var i = 0; i < 60; i++) facts.add(mail("m" + i, "offer"));
    for (var i = 0; i < 60; i++) {
      linked(facts.get(i), i + 1);
      if (i == 30) choose("offer", 1, Visibility.PRIVATE);
    }

    // Told last: when it is found, so is everything before it that may be.
    linked(mail("last", "last"), 61);

    owner.awaitMessages(61);
    colleague.awaitMessages(1);
    assertThat(colleague.subjects("")).containsExactly("last");
  }

  private Mail mail(String key, String thread) {
    return new Mail(tenant, mailbox, key).in(thread);
  }

  private void linked(Mail mail, int sequence) {
    stage.tell(mail.told(sequence));
    stage.link(mail.linked(1, "a1", "Obra"));
  }

  private void choose(String thread, long sequence, @Nullable Visibility visibility) {
    stage.choose(Mail.chosen(tenant, mailbox, thread, sequence, visibility));
  }
}
