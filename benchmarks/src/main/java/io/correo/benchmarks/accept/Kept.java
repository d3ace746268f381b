package io.correo.benchmarks.accept;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// How much is on a topic: an answer that says "kept" is only believed when it is there.
final class Kept implements AutoCloseable {
  private final Consumer<byte[], byte[]> consumer;

  Kept(String kafka) {
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /// Records ever written; 0 when there is no such topic yet.
  long on(String topic) {
    if (!consumer.listTopics().containsKey(topic)) return 0;
    var partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
