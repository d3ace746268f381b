package io.correo.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.events.MailFact.MessageRemoved;
import io.correo.sync.world.Gmail;
import io.correo.sync.world.World;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/// A draft is one message, whatever Gmail calls it after each change.
class DraftTest {
  private final World world = World.started();

  @Test
  void staysTheSameMessageWhileItIsWrittenElsewhere() {
    var gmail = world.gmail();
    var mailbox = gmail.imported();

    var draft = write(gmail, "POST", "drafts", "Plan A");
    await().untilAsserted(() -> assertThat(world.topics().messages(mailbox, "Plan A")).hasSize(1));
    write(gmail, "PUT", "drafts/" + draft, "Plan B");
    await().untilAsserted(() -> assertThat(world.topics().messages(mailbox, "Plan B")).hasSize(1));

    var first = world.topics().messages(mailbox, "Plan A").getFirst();
    var second = world.topics().messages(mailbox, "Plan B").getFirst();
    assertThat(second.message()).isEqualTo(first.message());
    assertThat(second.ref()).isNotEqualTo(first.ref());
    assertThat(second.revision()).isGreaterThan(first.revision());
    assertThat(second.state().draft()).isTrue();
    assertThat(world.topics().facts(mailbox, MessageRemoved.class)).isEmpty();
  }

  private String write(Gmail gmail, String method, String path, String subject) {
    var token =
        world
            .simulator()
            .post("/_sim/tokens/" + gmail.address(), "{}")
            .json()
            .path("access_token")
            .asString();
    var raw = "To: luis@obra.example\r\nSubject: %s\r\n\r\nHola\r\n".formatted(subject);
    var body =
        "{\"message\":{\"raw\":\"%s\"}}"
            .formatted(Base64.getUrlEncoder().encodeToString(raw.getBytes(StandardCharsets.UTF_8)));
    var answer =
        world
            .simulator()
            .as(token)
            .send(
                method,
                "/gmail/v1/users/%s/%s".formatted(gmail.address(), path),
                "application/json",
                body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json().path("id").asString();
  }
}
