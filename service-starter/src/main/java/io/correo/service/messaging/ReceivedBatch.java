package io.correo.service.messaging;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.KafkaNull;
import org.springframework.messaging.Message;

/// Takes a batch apart: Spring hands it over as one message with a list in every header.
final class ReceivedBatch {
  private ReceivedBatch() {}

  static List<ReceivedRecord> records(Message<List<Object>> batch) {
    var values = batch.getPayload();
    var topics = header(batch, KafkaHeaders.RECEIVED_TOPIC);
    var keys = header(batch, KafkaHeaders.RECEIVED_KEY);
    var times = header(batch, KafkaHeaders.RECEIVED_TIMESTAMP);
    var partitions = place(batch, KafkaHeaders.RECEIVED_PARTITION);
    var offsets = place(batch, KafkaHeaders.OFFSET);
    var group = batch.getHeaders().get(KafkaHeaders.GROUP_ID) instanceof String id ? id : "";
    var records = new ArrayList<ReceivedRecord>();
    for (var i = 0; i < values.size(); i++) {
      records.add(
          new ReceivedRecord(
              group,
              String.valueOf(text(topics.get(i))),
              (int) number(partitions.get(i), -1),
              number(offsets.get(i), -1),
              text(keys.get(i)),
              values.get(i) instanceof byte[] bytes ? bytes : null,
              number(times.get(i), 0)));
    }
    return records;
  }

  private static List<?> header(Message<?> batch, String name) {
    if (batch.getHeaders().get(name) instanceof List<?> list) return list;
    throw new IllegalStateException("the binding is not in batch mode: no list in " + name);
  }

  /// Only told to people, so a batch without it is read all the same.
  private static List<?> place(Message<List<Object>> batch, String name) {
    return batch.getHeaders().get(name) instanceof List<?> list
        ? list
        : Collections.nCopies(batch.getPayload().size(), -1);
  }

  private static long number(@Nullable Object header, long otherwise) {
    return header instanceof Number number ? number.longValue() : otherwise;
  }

  private static @Nullable String text(@Nullable Object header) {
    return switch (header) {
      case null -> null;
      case KafkaNull _ -> null;
      case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
      default -> header.toString();
    };
  }
}
