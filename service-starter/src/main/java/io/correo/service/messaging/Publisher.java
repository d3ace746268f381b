package io.correo.service.messaging;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;
import tools.jackson.databind.json.JsonMapper;

/// Writes records to Kafka and tells when they are safe: acks=all, idempotent. A stream bridge
/// gives no future to wait for, hence this.
public final class Publisher {
  private final KafkaTemplate<String, byte @Nullable []> kafka;
  private final JsonMapper json;

  public Publisher(KafkaTemplate<String, byte @Nullable []> kafka, JsonMapper json) {
    this.kafka = kafka;
    this.json = json;
  }

  /// @param value null for a tombstone
  /// @return completes when every in-sync replica has it
  public CompletableFuture<Void> send(String topic, String key, @Nullable Object value) {
    return sendRaw(
        new ProducerRecord<>(topic, key, value == null ? null : json.writeValueAsBytes(value)));
  }

  public CompletableFuture<Void> sendRaw(ProducerRecord<String, byte @Nullable []> letter) {
    return kafka.send(letter).thenApply(Publisher::nothing);
  }

  /// Sends in order under one key, then waits for all.
  public CompletableFuture<Void> sendAll(String topic, String key, List<?> values) {
    var sent = values.stream().map(value -> send(topic, key, value)).toList();
    return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new));
  }

  private static @Nullable Void nothing(SendResult<?, ?> acknowledged) {
    return null;
  }
}
