package io.correo.search.index;

import java.time.Duration;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

/// Reads a topic from its beginning to where it ends now, beside the consumer group, for an index
/// that is new. What comes meanwhile the group reads.
@Component
class WholeTopic {
  private static final Duration WAIT = Duration.ofSeconds(1);

  private final KafkaProperties kafka;

  WholeTopic(KafkaProperties kafka) {
    this.kafka = kafka;
  }

  /// @param reader takes key and value; the value is null where a compacted topic deletes
  void read(String topic, BiConsumer<String, byte @Nullable []> reader) {
    var settings = kafka.buildConsumerProperties();
    settings.put("enable.auto.commit", false);
    settings.put("allow.auto.create.topics", false);
    settings.put("client.id", "search-service-again-" + topic);
    settings.remove("group.id");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (var record : consumer.poll(WAIT)) reader.accept(record.key(), record.value());
      }
    }
  }
}
