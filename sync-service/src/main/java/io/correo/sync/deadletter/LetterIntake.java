package io.correo.sync.deadletter;

import io.correo.service.messaging.DeadLetterHeaders;
import io.correo.sync.deadletter.DeadLetter.Place;
import io.correo.sync.deadletter.DeadLetter.State;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Reads the topics of dead letters. Nothing a record holds makes this fail: what would, is kept
/// with what can be told. What is thrown is an outage of the store, and the batch is read again.
@Component
class LetterIntake implements BatchMessageListener<String, byte[]> {
  static final String SUFFIX = ".dlq";
  private static final int LONGEST = 500;
  private static final int MOST_HEADERS = 20;

  private final Letters letters;
  private final Belonging belonging;
  private final JsonMapper json;

  LetterIntake(Letters letters, Belonging belonging, JsonMapper json) {
    this.letters = letters;
    this.belonging = belonging;
    this.json = json;
  }

  @Override
  public void onMessage(List<ConsumerRecord<String, byte[]>> records) {
    for (var it : records) letters.keep(letter(it));
  }

  private DeadLetter letter(ConsumerRecord<String, byte[]> dead) {
    var topic = dead.topic().substring(0, dead.topic().length() - SUFFIX.length());
    var at = Instant.ofEpochMilli(Math.max(0, dead.timestamp()));
    var headers = headers(dead);
    byte @Nullable [] value = dead.value();
    var preview = Preview.of(value, json);
    var owner = belonging.of(topic, dead.key(), preview);
    var left = number(headers, DeadLetterHeaders.LEFT_AT_SOURCE, -1);
    return new DeadLetter(
        // With the time, because a topic that is made anew counts from 0 again.
        "%s-%d-%d-%s"
            .formatted(
                topic, dead.partition(), dead.offset(), Long.toString(at.toEpochMilli(), 36)),
        topic,
        new Place(dead.topic(), dead.partition(), dead.offset()),
        source(topic, headers),
        dead.key(),
        at,
        headers.getOrDefault(DeadLetterHeaders.CONSUMER, "unknown"),
        headers.getOrDefault(DeadLetterHeaders.CAUSE, "unknown"),
        (int) number(headers, DeadLetterHeaders.ATTEMPTS, 1),
        left >= 0 ? left : value == null ? 0 : value.length,
        left >= 0,
        owner.tenant(),
        owner.mailbox(),
        headers,
        preview,
        State.WAITING,
        null,
        null);
  }

  private static @Nullable Place source(String topic, Map<String, String> headers) {
    var partition = number(headers, DeadLetterHeaders.PARTITION, -1);
    var offset = number(headers, DeadLetterHeaders.OFFSET, -1);
    return partition < 0 || offset < 0 ? null : new Place(topic, (int) partition, offset);
  }

  /// Only our own: what others put there may hold anything.
  private static Map<String, String> headers(ConsumerRecord<?, ?> dead) {
    var headers = new LinkedHashMap<String, String>();
    for (var header : dead.headers()) {
      if (headers.size() == MOST_HEADERS) break;
      if (!header.key().startsWith("correo-") || header.value() == null) continue;
      var text = new String(header.value(), StandardCharsets.UTF_8);
      headers.put(header.key(), text.length() > LONGEST ? text.substring(0, LONGEST) : text);
    }
    return headers;
  }

  private static long number(Map<String, String> headers, String name, long otherwise) {
    var text = headers.get(name);
    try {
      return text == null ? otherwise : Long.parseLong(text);
    } catch (NumberFormatException strange) {
      return otherwise;
    }
  }
}
