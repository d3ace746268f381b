package io.correo.sync.deadletter;

import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import io.correo.sync.deadletter.DeadLetter.Place;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/// Reads single records of a topic, beside whoever consumes it.
@Component
class RecordReader {
  private static final Duration POLL = Duration.ofMillis(200);

  private final ConsumerFactory<String, byte[]> consumers;
  private final DeadLetterSettings settings;

  RecordReader(ConsumerFactory<String, byte[]> consumers, DeadLetterSettings settings) {
    this.consumers = consumers;
    this.settings = settings;
  }

  /// Null when the topic has forgotten it.
  ///
  /// @throws Problem 503 when the broker does not answer in time
  @Nullable ConsumerRecord<String, byte[]> at(Place place) {
    return first(
        place,
        place.offset(),
        found -> found.offset() >= place.offset(),
        found -> found.offset() == place.offset());
  }

  /// Whether a later record of the same partition has this key.
  ///
  /// @throws Problem 503 when that cannot be told in time
  boolean hasLater(Place place, @Nullable String key) {
    return first(place, place.offset() + 1, found -> Objects.equals(found.key(), key), _ -> true)
        != null;
  }

  private interface Test {
    boolean holds(ConsumerRecord<String, byte[]> found);
  }

  /// The record at which the search ends, if it is the one meant; null when the partition ends
  /// before.
  private @Nullable ConsumerRecord<String, byte[]> first(
      Place place, long from, Test ends, Test meant) {
    var partition = new TopicPartition(place.topic(), place.partition());
    try (var consumer = consumers.createConsumer("correo-sync-look", "look")) {
      var end = end(consumer, partition);
      consumer.assign(List.of(partition));
      var begin = consumer.beginningOffsets(List.of(partition), settings.patience());
      consumer.seek(partition, Math.max(from, begin.getOrDefault(partition, 0L)));
      var latest = System.nanoTime() + settings.patience().toNanos();
      while (consumer.position(partition, settings.patience()) < end) {
        for (var found : consumer.poll(POLL)) {
          if (ends.holds(found)) return meant.holds(found) ? found : null;
        }
        if (System.nanoTime() > latest)
          throw new Problem(
              ProblemType.SERVICE_UNAVAILABLE, "Reading the topic takes too long. Try again.");
      }
      return null;
    } catch (KafkaException down) {
      var problem =
          new Problem(ProblemType.SERVICE_UNAVAILABLE, "The broker does not answer. Try again.");
      problem.initCause(down);
      throw problem;
    }
  }

  private long end(Consumer<?, ?> consumer, TopicPartition partition) {
    return consumer.endOffsets(List.of(partition), settings.patience()).getOrDefault(partition, 0L);
  }
}
