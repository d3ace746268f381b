package io.correo.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.events.Json;
import io.correo.events.OutgoingMail;
import io.correo.events.RecordRef;
import io.correo.events.Topics;
import io.correo.local.engine.LocalEngines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The records a message is written about go with every step of its send.
class ChosenRecordsTest {
  private static final Map<String, String> ACCOUNT =
      Map.of("type", "account", "id", "a-17", "label", "Obra Norte");

  private static RunningCompose compose;
  private static KafkaConsumer<String, byte[]> outgoing;
  private final List<OutgoingMail> told = new ArrayList<>();

  @BeforeAll
  static void start() {
    compose = RunningCompose.shared();
    outgoing =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                LocalEngines.broker(),
                "group.id",
                "test-" + UUID.randomUUID(),
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    outgoing.subscribe(List.of(Topics.OUTGOING));
  }

  @AfterAll
  static void stop() {
    outgoing.close();
  }

  @Test
  void tellsWhichRecordsASendIsAbout() {
    var draft =
        compose
            .post(
                "/drafts",
                Map.of(
                    "mailbox",
                    compose.ana,
                    "to",
                    List.of(Map.of("address", "marta@obra.example")),
                    "subject",
                    "Para una cuenta",
                    "records",
                    List.of(ACCOUNT, ACCOUNT),
                    "clientRef",
                    "quote-42"))
            .text("id");

    var send = compose.send(draft, "records-" + draft, Map.of("undoSeconds", 0)).text("send");

    var sent = awaitSent(send);
    assertThat(sent.threadRef()).isNotBlank();
    assertThat(told)
        .allSatisfy(
            step -> {
              assertThat(step.records()).containsExactly(new RecordRef("account", "a-17"));
              assertThat(step.clientRef()).isEqualTo("quote-42");
            });
  }

  @Test
  void tellsTheRecordsChosenLast() {
    var draft = compose.draft("Cambia de cuenta", "marta@obra.example");
    var written =
        compose.put(
            "/drafts/" + draft,
            Map.of(
                "to",
                List.of(Map.of("address", "marta@obra.example")),
                "subject",
                "Cambia de cuenta",
                "html",
                "<p>Hola</p>",
                "records",
                List.of(ACCOUNT)),
            "If-Match",
            compose.get("/drafts/" + draft).etag());
    assertThat(written.status()).as(written.body()).isEqualTo(200);

    var send = compose.send(draft, "last-" + draft, Map.of("undoSeconds", 0)).text("send");

    assertThat(awaitSent(send).records()).containsExactly(new RecordRef("account", "a-17"));
  }

  @Test
  void refusesRecordsThatNameNone() {
    for (var record : List.of(Map.of("type", "account"), Map.of("type", " ", "id", "a"))) {
      var answer =
          compose.post("/drafts", Map.of("mailbox", compose.ana, "records", List.of(record)));

      assertThat(answer.status()).as(answer.body()).isEqualTo(400);
      assertThat(answer.body()).contains("\"records\"");
    }
  }

  private OutgoingMail awaitSent(String send) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              for (var record : outgoing.poll(Duration.ofMillis(200))) {
                var step = Json.mapper().readValue(record.value(), OutgoingMail.class);
                if (step.send().value().equals(send)) told.add(step);
              }
              return told.isEmpty() ? null : told.getLast();
            },
            last -> last != null && last.state() == OutgoingMail.State.SENT);
  }
}
