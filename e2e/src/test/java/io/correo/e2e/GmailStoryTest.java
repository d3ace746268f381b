package io.correo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GmailStoryTest extends MailStory {
  GmailStoryTest() {
    super("ana@acme.example");
  }

  @Test
  void holdsALongHistory() {
    assertThat(ana.all("/threads?mailbox=" + mailbox + "&role=inbox").size()).isGreaterThan(20);
  }

  @Test
  void starsAtTheProviderToo() {
    var subject = unique("Estrella");
    var remote = world.deliver(address, "x@fuera.example", subject, "hola");
    var id = id(message(arrived(subject)));

    ana.act("star", id);
    assertThat(ana.get("/messages/" + id).path("starred").asBoolean()).isTrue();
    atProvider(remote, it -> it.starred());
    Eventually.item(
        () -> ana.get("/threads?role=starred&mailbox=" + mailbox), row -> has(row, subject));

    world.change(address, remote, Map.of("starred", false));
    Eventually.see(() -> ana.get("/messages/" + id), m -> !m.path("starred").asBoolean());
  }
}
