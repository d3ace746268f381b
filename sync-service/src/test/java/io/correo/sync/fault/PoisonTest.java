package io.correo.sync.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.events.MailboxId;
import io.correo.events.Topics;
import io.correo.service.messaging.Publisher;
import io.correo.sync.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Records on our topics that nobody can make sense of, and a broker that comes and goes.
class PoisonTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private final World world = World.started();

  @Test
  void putsPoisonAsideAndReadsItsNeighbours() {
    var gmail = world.gmail();
    var mailbox = gmail.imported();
    gmail.losePushes();
    var before = world.deadLetters();
    var large = new byte[1_100_000];
    Arrays.fill(large, (byte) '{');
    gmail.receive("Beside poison");

    put(Topics.NOTIFICATIONS, "poison", new byte[] {(byte) 0xff, 0, 1});
    put(Topics.NOTIFICATIONS, mailbox.value(), utf8("{\"provider\":\"google\"}"));
    put(Topics.NOTIFICATIONS, mailbox.value(), utf8("null"));
    put(Topics.NOTIFICATIONS, mailbox.value(), null);
    put(Topics.OUTGOING, mailbox.value(), utf8("[]"));
    put(Topics.NOTIFICATIONS, mailbox.value(), large);
    put(
        Topics.NOTIFICATIONS,
        mailbox.value(),
        utf8(
            "{\"provider\":\"google\",\"mailbox\":\"%s\",\"receivedAt\":\"2026-01-01T00:00:00Z\",\"lifecycle\":\"madeUpLater\",\"more\":7}"
                .formatted(mailbox)));

    await().atMost(PATIENCE).until(() -> gmail.hasTold(mailbox, "Beside poison"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(world.deadLetters()).isEqualTo(before + 6));
  }

  @Test
  void keepsEveryNoticeItHasTakenThoughTheBrokerComesAndGoes() {
    var box = world.folders();
    var mailbox = box.imported();
    var refused = 0;

    var taken = new ArrayList<String>();
    for (var i = 0; i < 20; i++) {
      if (i % 4 == 2) world.broker().failFor(mailbox.value());
      else world.broker().heal();
      var name = "n" + i;
      var answer = box.push(name);
      assertThat(answer.status()).isIn(202, 503);
      if (answer.status() == 202) taken.add(name);
      else refused++;
    }
    world.broker().heal();

    assertThat(refused).isEqualTo(5);
    await().atMost(PATIENCE).until(() -> hints(mailbox).containsAll(taken));
  }

  private List<@Nullable String> hints(MailboxId mailbox) {
    return world.topics().notices(mailbox).stream().map(it -> it.hint()).toList();
  }

  private void put(String topic, String key, byte @Nullable [] value) {
    world.bean(Publisher.class).sendRaw(new ProducerRecord<>(topic, key, value)).join();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
