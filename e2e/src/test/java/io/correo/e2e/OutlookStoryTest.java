package io.correo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutlookStoryTest extends MailStory {
  private static final String GMAIL = "ana@acme.example";

  OutlookStoryTest() {
    super("ana@acme-mail.example");
  }

  @Test
  void hasNoStar() {
    var capabilities = ana.get("/mailboxes/" + mailbox).path("capabilities");
    var folders = ana.get("/folders?mailbox=" + mailbox).path("items");

    assertThat(capabilities.path("star").asBoolean(true)).isFalse();
    assertThat(folders.valueStream().map(folder -> folder.path("role").asString("")))
        .doesNotContain("starred");
  }

  @Test
  void refusesAStarSayingSo() {
    var subject = unique("Sin estrella");
    world.deliver(address, "x@fuera.example", subject, "hola");
    var id = id(message(arrived(subject)));

    var refused =
        ana.http().send("POST", "/actions", Map.of("action", "star", "messages", List.of(id)));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.problem()).isEqualTo("unsupported-action");
    assertThat(ana.get("/messages/" + id).path("starred").asBoolean()).isFalse();
  }

  @Test
  void starsOnlyWhatCanBeStarredOfAMixedSelection() {
    var subject = unique("De los dos");
    world.deliver(address, "x@fuera.example", subject, "hola");
    var here = id(message(arrived(subject)));
    world.deliver(GMAIL, "x@fuera.example", subject, "hola");
    var inbox = "/threads?role=inbox&mailbox=" + ana.mailbox(GMAIL);
    var there = id(message(Eventually.item(() -> ana.get(inbox), row -> has(row, subject))));

    var answer =
        ana.http().post("/actions", Map.of("action", "star", "messages", List.of(here, there)));

    var states = answer.path("items").valueStream().toList();
    assertThat(states)
        .anySatisfy(
            item -> {
              assertThat(id(item)).isEqualTo(here);
              assertThat(item.path("state").asString()).isEqualTo("unsupported");
            });
    Eventually.see(() -> ana.get("/messages/" + there), m -> m.path("starred").asBoolean());
    assertThat(ana.get("/messages/" + here).path("starred").asBoolean()).isFalse();
  }

  @Test
  void takesFilesThatAreTooBigForGmail() {
    var limit = ana.get("/mailboxes/" + mailbox).path("capabilities").path("attachments");

    assertThat(limit.path("maxBytes").asLong()).isEqualTo(150L << 20);
  }
}
