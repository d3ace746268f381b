package io.correo.compose.send;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.correo.compose.store.Database;
import io.correo.events.OutgoingMail;
import io.correo.events.SendId;
import io.correo.events.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The store notes how far the topic was when everything in it was in the store already; a restored
/// store has an older note, an empty one none. What comes after the note is compared.
///
/// Used by one thread, the one that looks for sends.
@Component
class KafkaOutgoingHistory implements OutgoingHistory {
  private static final Logger log = LoggerFactory.getLogger(KafkaOutgoingHistory.class);
  private static final long NOTE_EVERY = Duration.ofSeconds(30).toNanos();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final MongoCollection<Document> notes;
  private final RestoredSends restored;
  private final JsonMapper json;
  private final Map<String, Object> settings;
  private long noted = System.nanoTime();

  KafkaOutgoingHistory(
      Database database,
      RestoredSends restored,
      JsonMapper json,
      @Value("${spring.kafka.bootstrap-servers}") String brokers,
      @Value("${spring.application.name}") String service) {
    this.notes = database.collection(Database.PROGRESS);
    this.restored = restored;
    this.json = json;
    this.settings =
        Map.of(
            "bootstrap.servers",
            brokers,
            "client.id",
            service + "-history",
            "enable.auto.commit",
            false,
            "allow.auto.create.topics",
            false);
  }

  @Override
  public void catchUp() {
    try (var topic = open()) {
      var ends = ends(topic);
      var from = noted();
      topic.assign(ends.keySet());
      ends.keySet()
          .forEach(
              partition -> {
                var at = from.getOrDefault(partition.partition(), 0L);
                // A topic made anew begins below our note.
                topic.seek(partition, Math.min(at, end(ends, partition)));
              });
      var last = new HashMap<SendId, OutgoingMail>();
      while (ends.keySet().stream().anyMatch(p -> topic.position(p) < end(ends, p))) {
        for (var found : topic.poll(Duration.ofMillis(500))) read(found, last);
      }
      var taken = last.values().stream().filter(restored::take).count();
      if (taken > 0) log.warn("{} sends were not in the store as the topic has them", taken);
      note(ends);
    }
  }

  private void read(ConsumerRecord<String, byte[]> found, Map<SendId, OutgoingMail> last) {
    try {
      var step = json.readValue(found.value(), OutgoingMail.class);
      last.merge(step.send(), step, (old, now) -> now.step() >= old.step() ? now : old);
    } catch (JacksonException | IllegalArgumentException unreadable) {
      log.error("Record {} of {} cannot be read", found.offset(), found.topic(), unreadable);
    }
  }

  @Override
  public void remember() {
    if (System.nanoTime() - noted < NOTE_EVERY) return;
    noted = System.nanoTime();
    try (var topic = open()) {
      // Steps stand in the store before they are published: what is in the topic by now, is there.
      note(ends(topic));
    }
  }

  private Consumer<String, byte[]> open() {
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private static Map<TopicPartition, Long> ends(Consumer<?, ?> topic) {
    var known = topic.listTopics(PATIENCE).getOrDefault(Topics.OUTGOING, List.of());
    var partitions = known.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
    return topic.endOffsets(partitions, PATIENCE);
  }

  private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
    return ends.getOrDefault(partition, 0L);
  }

  private Map<Integer, Long> noted() {
    var note = notes.find(Filters.eq("_id", Topics.OUTGOING)).first();
    var offsets = new HashMap<Integer, Long>();
    if (note == null) return offsets;
    note.get("offsets", new Document())
        .forEach((p, at) -> offsets.put(Integer.valueOf(p), ((Number) at).longValue()));
    return offsets;
  }

  private void note(Map<TopicPartition, Long> ends) {
    var offsets = new Document();
    ends.forEach((partition, end) -> offsets.append("" + partition.partition(), end));
    notes.replaceOne(
        Filters.eq("_id", Topics.OUTGOING),
        new Document("_id", Topics.OUTGOING).append("offsets", offsets),
        new ReplaceOptions().upsert(true));
  }
}
