package io.correo.sync.world;

import io.correo.events.ConnectedMailbox;
import io.correo.events.Json;
import io.correo.events.MailFact;
import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.MailboxId;
import io.correo.events.Notice;
import io.correo.events.Origin;
import io.correo.events.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.core.JacksonException;

/// Everything sync-service has written, as others read it.
public final class Topic {
  private final Map<MailboxId, List<Told>> told = new ConcurrentHashMap<>();
  private final List<ConnectedMailbox> accounts = new CopyOnWriteArrayList<>();
  private final List<Notice> notices = new CopyOnWriteArrayList<>();

  private volatile boolean closed;

  /// @param topic where it was told
  public record Told(String topic, MailFact fact) {}

  Topic(String broker) {
    Thread.ofVirtual().start(() -> read(broker));
  }

  private void read(String broker) {
    var settings =
        Map.<String, Object>of(
            "bootstrap.servers",
            broker,
            "auto.offset.reset",
            "earliest",
            "group.id",
            "test-" + System.nanoTime(),
            "metadata.max.age.ms",
            "1000");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(
          List.of(Topics.CHANGES, Topics.BACKFILL, Topics.ACCOUNTS, Topics.NOTIFICATIONS));
      while (!closed) consumer.poll(Duration.ofMillis(100)).forEach(this::keep);
    }
  }

  private void keep(ConsumerRecord<String, byte[]> record) {
    if (record.topic().equals(Topics.NOTIFICATIONS)) {
      keepNotice(record.value());
    } else if (record.topic().equals(Topics.ACCOUNTS)) {
      accounts.add(Json.mapper().readValue(record.value(), ConnectedMailbox.class));
    } else {
      var fact = Json.mapper().readValue(record.value(), MailFact.class);
      told.computeIfAbsent(fact.mailbox(), _ -> new CopyOnWriteArrayList<>())
          .add(new Told(record.topic(), fact));
    }
  }

  private void keepNotice(byte[] value) {
    try {
      if (value != null) notices.add(Json.mapper().readValue(value, Notice.class));
    } catch (JacksonException poison) {
      // Some test put it there to see what the service does.
      return;
    }
  }

  /// From now on nobody needs to know.
  public void close() {
    closed = true;
  }

  public List<Told> of(MailboxId mailbox) {
    return List.copyOf(told.getOrDefault(mailbox, List.of()));
  }

  public <T extends MailFact> List<T> facts(MailboxId mailbox, Class<T> type) {
    return of(mailbox).stream().map(Told::fact).filter(type::isInstance).map(type::cast).toList();
  }

  public List<MessageUpserted> messages(MailboxId mailbox, String subject) {
    return facts(mailbox, MessageUpserted.class).stream()
        .filter(it -> it.content().subject().equals(subject))
        .toList();
  }

  /// The origins such messages were told with, in order.
  public List<Origin> origins(MailboxId mailbox, String subject) {
    return messages(mailbox, subject).stream().map(MessageUpserted::origin).toList();
  }

  /// What is no notice at all is left out: tests put such records there.
  public List<Notice> notices(MailboxId mailbox) {
    return notices.stream().filter(it -> it != null && mailbox.equals(it.mailbox())).toList();
  }

  public List<ConnectedMailbox> accounts(MailboxId mailbox) {
    return accounts.stream().filter(it -> it.mailbox().equals(mailbox)).toList();
  }
}
