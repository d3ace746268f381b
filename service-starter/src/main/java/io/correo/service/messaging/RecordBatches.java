package io.correo.service.messaging;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.KafkaNull;
import org.springframework.messaging.Message;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Reads batches of a topic: the keys of a batch run side by side on virtual threads, each key in
/// order; the batch is committed when all are done.
///
/// A record that cannot be decoded is dead-lettered at once, one that fails three times alone after
/// that; neither stops its neighbours. While a dependency is down ([Outage]) the batch is thrown
/// back, and the consumer pauses and reads it again: nothing is dead-lettered for an outage.
///
/// @param <T> what the records decode to
public final class RecordBatches<T> implements Consumer<Message<List<Object>>> {
  private static final Logger log = LoggerFactory.getLogger(RecordBatches.class);
  private static final int TRIES = 3;

  /// What to do with the records of one key, in order. Must be safe to repeat.
  @FunctionalInterface
  public interface Handler<T> {
    void handle(String key, List<Entry<T>> records);
  }

  /// @param value null for a tombstone, on compacted topics only
  /// @param topic it was read from
  /// @param toldAt when it was written there, milliseconds since 1970; 0 when unknown
  public record Entry<T>(String topic, String key, @Nullable T value, long toldAt) {
    public Entry(String topic, String key, @Nullable T value) {
      this(topic, key, value, 0);
    }
  }

  private final Class<T> type;
  private final JsonMapper json;
  private final DeadLetters deadLetters;
  private final Handler<T> handler;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  public RecordBatches(
      Class<T> type, JsonMapper json, DeadLetters deadLetters, Handler<T> handler) {
    this.type = type;
    this.json = json;
    this.deadLetters = deadLetters;
    this.handler = handler;
  }

  @Override
  public void accept(Message<List<Object>> batch) {
    var byKey = new LinkedHashMap<String, List<Raw>>();
    for (var raw : rawRecords(batch)) {
      byKey.computeIfAbsent(raw.key(), _ -> new ArrayList<>()).add(raw);
    }
    var running = new ArrayList<Future<?>>();
    for (var key : byKey.entrySet()) {
      running.add(threads.submit(task(key.getKey(), key.getValue())));
    }
    joinAll(running);
  }

  private Callable<@Nullable Void> task(String key, List<Raw> raws) {
    return () -> {
      process(key, raws);
      return null;
    };
  }

  private void process(String key, List<Raw> raws) {
    var entries = new ArrayList<Entry<T>>();
    var sources = new ArrayList<Raw>();
    for (var raw : raws) {
      try {
        var bytes = raw.value();
        var value = bytes == null ? null : json.readValue(bytes, type);
        entries.add(new Entry<>(raw.topic(), key, value, raw.toldAt()));
        sources.add(raw);
      } catch (JacksonException | IllegalArgumentException undecodable) {
        deadLetters.accept(raw.topic(), key, raw.value(), undecodable);
      }
    }
    if (entries.isEmpty()) return;
    try {
      handler.handle(key, List.copyOf(entries));
    } catch (RuntimeException failure) {
      if (Outage.causes(failure)) {
        log.warn("Key {} waits until what is down is back: {}", key, failure.toString());
        throw failure;
      }
      log.warn("A batch of key {} failed; its records are tried one by one", key, failure);
      for (var i = 0; i < entries.size(); i++) tryAlone(entries.get(i), sources.get(i));
    }
  }

  private void tryAlone(Entry<T> entry, Raw raw) {
    RuntimeException last = null;
    for (var attempt = 0; attempt < TRIES; attempt++) {
      try {
        handler.handle(entry.key(), List.of(entry));
        return;
      } catch (RuntimeException failure) {
        if (Outage.causes(failure)) throw failure;
        last = failure;
      }
    }
    deadLetters.accept(raw.topic(), entry.key(), raw.value(), last);
  }

  private static void joinAll(List<Future<?>> running) {
    RuntimeException failed = null;
    for (var future : running) {
      try {
        future.get();
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        throw new Outage("stopped in the middle of a batch", stopping);
      } catch (ExecutionException failure) {
        failed =
            failure.getCause() instanceof RuntimeException runtime
                ? runtime
                : new IllegalStateException(failure.getCause());
      }
    }
    if (failed != null) throw failed;
  }

  private record Raw(String topic, String key, byte @Nullable [] value, long toldAt) {}

  private static List<Raw> rawRecords(Message<List<Object>> batch) {
    var topics = header(batch, KafkaHeaders.RECEIVED_TOPIC);
    var keys = header(batch, KafkaHeaders.RECEIVED_KEY);
    var times = header(batch, KafkaHeaders.RECEIVED_TIMESTAMP);
    var raws = new ArrayList<Raw>();
    var values = batch.getPayload();
    for (var i = 0; i < values.size(); i++) {
      var value = values.get(i) instanceof byte[] bytes ? bytes : null;
      var toldAt = times.get(i) instanceof Long time ? time : 0;
      raws.add(new Raw(text(topics.get(i)), text(keys.get(i)), value, toldAt));
    }
    return raws;
  }

  private static List<?> header(Message<?> batch, String name) {
    if (batch.getHeaders().get(name) instanceof List<?> list) return list;
    throw new IllegalStateException("the binding is not in batch mode: no list in " + name);
  }

  private static String text(@Nullable Object header) {
    return switch (header) {
      case null -> "";
      case KafkaNull _ -> "";
      case byte[] bytes -> new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
      default -> header.toString();
    };
  }
}
