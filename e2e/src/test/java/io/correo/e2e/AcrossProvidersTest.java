package io.correo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.e2e.client.Crm;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A conversation that goes from one provider to the other and back.
class AcrossProvidersTest {
  private static final String OUTLOOK = "ana@acme-mail.example";
  private static final String GMAIL = "bruno@acme.example";

  private final Stage stage = Stage.shared();
  private final Crm ana = stage.as("ana");
  private final Crm bruno = stage.as("bruno");

  @Test
  void staysOneConversationOnBothSides() {
    var subject = "De ida y vuelta " + UUID.randomUUID().toString().substring(0, 8);
    var question =
        Map.<String, Object>of(
            "mailbox",
            ana.mailbox(OUTLOOK),
            "kind",
            "new",
            "to",
            List.of(Map.of("address", GMAIL)),
            "cc",
            List.of(),
            "bcc",
            List.of(),
            "subject",
            subject,
            "html",
            "<p>¿Lo vemos?</p>");

    ana.send(id(ana.draft(question)));
    answer(bruno, newest(bruno, thread(bruno, GMAIL, subject, 1)));
    answer(ana, newest(ana, thread(ana, OUTLOOK, subject, 2)));

    assertThat(messages(bruno, thread(bruno, GMAIL, subject, 3))).hasSize(3);
    assertThat(messages(ana, thread(ana, OUTLOOK, subject, 3))).hasSize(3);
    assertThat(rows(bruno, GMAIL, subject)).hasSize(1);
    assertThat(rows(ana, OUTLOOK, subject)).hasSize(1);
  }

  private static void answer(Crm user, JsonNode message) {
    user.send(id(user.draft(Map.of("kind", "reply", "of", id(message)))));
  }

  /// The conversation, once it has so many messages.
  private static String thread(Crm user, String address, String subject, int messages) {
    var row =
        Eventually.item(
            () -> user.get("/threads?role=inbox&mailbox=" + user.mailbox(address)),
            it ->
                it.path("subject").asString().contains(subject)
                    && messages(user, id(it)).size() == messages);
    return id(row);
  }

  private static List<JsonNode> rows(Crm user, String address, String subject) {
    return user.all("/threads?role=inbox&mailbox=" + user.mailbox(address)).stream()
        .filter(row -> row.path("subject").asString().contains(subject))
        .toList();
  }

  private static JsonNode newest(Crm user, String thread) {
    return messages(user, thread).getLast();
  }

  private static List<JsonNode> messages(Crm user, String thread) {
    return user.get("/threads/" + thread).path("messages").valueStream().toList();
  }

  private static String id(JsonNode node) {
    return node.path("id").asString();
  }
}
