package io.correo.e2e.convergence;

import io.correo.events.Json;
import io.correo.events.LinkDecision;
import io.correo.events.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.json.JsonMapper;

/// What the topics hold about one mailbox, from their beginning to their end of now.
record Streams(List<LinkDecision> links, List<Event> events, long deadLetters) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// @param message empty when the event is about something else
  record Event(String id, String type, String message) {}

  static Streams of(String kafka, String mailbox) {
    try (var consumer = consumer(kafka)) {
      var links = new ArrayList<LinkDecision>();
      for (var record : read(consumer, Set.of(Topics.LINKS))) {
        if (!mailbox.equals(record.key())) continue;
        links.add(Json.mapper().readValue(record.value(), LinkDecision.class));
      }
      var events = new ArrayList<Event>();
      var streams = Set.of(Topics.EMAIL_EVENTS, Topics.EMAIL_EVENTS_HISTORY);
      for (var record : read(consumer, streams)) {
        if (mailbox.equals(record.key())) events.add(event(record));
      }
      var dead = new HashSet<String>();
      Topics.all().forEach(topic -> dead.add(Topics.deadLetters(topic)));
      return new Streams(links, events, read(consumer, dead).size());
    }
  }

  private static Event event(ConsumerRecord<String, byte[]> record) {
    var data = JSON.readTree(record.value());
    return new Event(
        header(record.headers(), "ce_id"),
        header(record.headers(), "ce_type"),
        data.path("message").asString(""));
  }

  private static String header(Headers headers, String name) {
    var header = headers.lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static List<ConsumerRecord<String, byte[]>> read(
      KafkaConsumer<String, byte[]> consumer, Set<String> topics) {
    var partitions = new ArrayList<TopicPartition>();
    for (var topic : consumer.listTopics().entrySet()) {
      if (!topics.contains(topic.getKey())) continue;
      topic
          .getValue()
          .forEach(part -> partitions.add(new TopicPartition(part.topic(), part.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    var records = new ArrayList<ConsumerRecord<String, byte[]>>();
    while (partitions.stream()
        .anyMatch(part -> consumer.position(part) < ends.getOrDefault(part, 0L))) {
      consumer.poll(Duration.ofMillis(200)).forEach(records::add);
    }
    return records;
  }

  private static KafkaConsumer<String, byte[]> consumer(String kafka) {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", kafka, "enable.auto.commit", false),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }
}
