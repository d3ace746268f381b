package io.correo.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.events.MailboxId;
import io.correo.events.Topics;
import io.correo.events.Visibility;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What vanished comes back: an index that is lost is made again, and everybody who knows is asked
/// again. In indexes of its own, which nobody else misses.
class LostIndexTest {
  private static Stage stage;
  private final String tenant = "acme-" + UUID.randomUUID();
  private final MailboxId mailbox = MailboxId.random();
  private final Stage.As ana = stage.as(tenant, "ana");

  @BeforeAll
  static void start() throws Exception {
    stage = new Stage();
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  @Test
  void makesAnIndexThatVanishedAndAsksForEveryMailboxAgain() {
    var mail = new Mail(tenant, mailbox, "offer");
    stage.connect(Mail.mailbox(tenant, mailbox, "ana", Visibility.EVERYTHING, 1));
    stage.record(Mail.contact(tenant, "c1", "Zoe Prieto", "zoe@x.example", "a1", true));
    stage.tell(mail.told(1));
    stage.link(mail.linked(1, "a1", "Obra"));
    Stage.await().until(() -> ana.subjects("account:a1").size() == 1);
    Stage.await().until(() -> ana.search("zoe", "").path("counts").path("contacts").asInt() == 1);
    stage.neighbours.republished().clear();

    stage.dropIndexes("messages", "contacts", "mailboxes");
    // A fact that comes while there is no index waits for it.
    stage.tell(new Mail(tenant, mailbox, "meanwhile").told(2));

    Stage.await().until(() -> stage.neighbours.republished().contains(mailbox.value()));
    stage.tell(Topics.BACKFILL, List.of(mail.told(1)));
    ana.awaitMessages(2);
    Stage.await().until(() -> ana.subjects("account:a1").size() == 1);
    Stage.await().until(() -> ana.search("zoe", "").path("counts").path("contacts").asInt() == 1);
  }

  @Test
  void asksAgainForAnIndexThatVanishesWhileItIsFilled() {
    var asked = stage.neighbours.republished();
    stage.connect(Mail.mailbox(tenant, mailbox, "ana", Visibility.EVERYTHING, 1));
    stage.tell(new Mail(tenant, mailbox, "offer").told(1));
    ana.awaitMessages(1);
    Stage.await().until(LostIndexTest::isFilled);
    asked.clear();
    stage.neighbours.whenAsked =
        () -> {
          stage.neighbours.whenAsked = () -> {};
          stage.dropIndexes("messages");
        };

    stage.dropIndexes("messages");

    Stage.await().until(() -> Collections.frequency(asked, mailbox.value()) > 1);
  }

  @Test
  void knowsAgainWhatWasChosenForAConversationAndShowsNothingBefore() {
    var bruno = stage.as(tenant, "bruno");
    var offer = new Mail(tenant, mailbox, "offer");
    var other = new Mail(tenant, mailbox, "other");
    stage.connect(Mail.mailbox(tenant, mailbox, "ana", Visibility.EVERYTHING, 1));
    stage.tell(offer.told(1), other.told(2));
    stage.link(offer.linked(1, "a1", "Obra"));
    stage.link(other.linked(1, "a1", "Obra"));
    bruno.awaitMessages(2);
    stage.neighbours.choices.add(Mail.chosen(tenant, mailbox, "offer", 1, Visibility.PRIVATE));
    stage.neighbours.speaks = false;

    stage.dropIndexes("messages", "contacts", "mailboxes", "threads");
    Stage.await().until(() -> stage.neighbours.republished().contains(mailbox.value()));
    stage.tell(Topics.BACKFILL, List.of(offer.told(1), other.told(2)));
    Stage.await()
        .during(Duration.ofSeconds(2))
        .until(() -> ana.search("", "").path("counts").path("messages").asInt() == 0);
    stage.neighbours.speaks = true;

    ana.awaitMessages(2);
    bruno.awaitMessages(1);
    assertThat(bruno.subjects("")).containsExactly("other");
  }

  private static boolean isFilled() {
    var mapping = stage.askNode("GET", "/" + stage.prefix + "messages/_mapping");
    return mapping.contains("\"filled\":true");
  }
}
