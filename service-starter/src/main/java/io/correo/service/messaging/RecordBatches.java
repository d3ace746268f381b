package io.correo.service.messaging;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Reads batches of a topic: the keys of a batch run side by side on virtual threads, each key in
/// order; the batch is committed when all are done.
///
/// - What cannot be decoded is dead-lettered at once; so is a record without a value, unless the
///   topic is said to have them ([#withTombstones]).
/// - What fails three times alone is dead-lettered after that. Neither stops its neighbours. A view
///   may keep a part of it ([#keeping]).
/// - What a newer producer made, and decodes to the type's `defaultImpl`, is skipped and counted.
/// - While a dependency is down ([Outage]) the batch is thrown back, and the consumer pauses and
///   reads it again: nothing is dead-lettered for an outage.
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
  private final @Nullable Class<?> unknown;
  private final JsonMapper json;
  private final DeadLetters deadLetters;
  private final Handler<T> handler;
  private final boolean tombstones;
  private final Function<T, @Nullable T> remains;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// Of a topic whose records all have a value.
  public RecordBatches(
      Class<T> type, JsonMapper json, DeadLetters deadLetters, Handler<T> handler) {
    this(type, json, deadLetters, handler, false, _ -> null);
  }

  private RecordBatches(
      Class<T> type,
      JsonMapper json,
      DeadLetters deadLetters,
      Handler<T> handler,
      boolean tombstones,
      Function<T, @Nullable T> remains) {
    this.type = type;
    this.json = json;
    this.deadLetters = deadLetters;
    this.handler = handler;
    this.tombstones = tombstones;
    this.remains = remains;
    var sorts = type.getAnnotation(JsonTypeInfo.class);
    this.unknown =
        sorts == null || sorts.defaultImpl() == JsonTypeInfo.class ? null : sorts.defaultImpl();
  }

  /// The same for a compacted topic, where a record without a value says that its key is gone.
  public RecordBatches<T> withTombstones() {
    return new RecordBatches<>(type, json, deadLetters, handler, true, remains);
  }

  /// The same, but what remains of a record that fails for good is handled before it is
  /// dead-lettered.
  ///
  /// @param remains null when nothing of it is of use alone
  public RecordBatches<T> keeping(Function<T, @Nullable T> remains) {
    return new RecordBatches<>(type, json, deadLetters, handler, tombstones, remains);
  }

  @Override
  public void accept(Message<List<Object>> batch) {
    var byKey = new LinkedHashMap<String, List<ReceivedRecord>>();
    for (var raw : ReceivedBatch.records(batch)) {
      byKey
          .computeIfAbsent(Objects.requireNonNullElse(raw.key(), ""), _ -> new ArrayList<>())
          .add(raw);
    }
    var running = new ArrayList<Future<?>>();
    for (var key : byKey.entrySet()) {
      running.add(threads.submit(task(key.getKey(), key.getValue())));
    }
    joinAll(running);
  }

  private Callable<@Nullable Void> task(String key, List<ReceivedRecord> raws) {
    return () -> {
      process(key, raws);
      return null;
    };
  }

  private void process(String key, List<ReceivedRecord> raws) {
    var entries = new ArrayList<Entry<T>>();
    var sources = new ArrayList<ReceivedRecord>();
    for (var raw : raws) {
      T value;
      try {
        value = decode(raw);
      } catch (JacksonException | IllegalArgumentException | UnexpectedTombstone undecodable) {
        deadLetters.accept(raw, 1, undecodable);
        continue;
      }
      if (value != null && value.getClass() == unknown) {
        deadLetters.skip(raw);
        continue;
      }
      entries.add(new Entry<>(raw.topic(), key, value, raw.writtenAt()));
      sources.add(raw);
    }
    if (entries.isEmpty()) return;
    try {
      handler.handle(key, List.copyOf(entries));
    } catch (RuntimeException | StackOverflowError failure) {
      throwIfOutage(raws.getFirst(), failure);
      log.warn("Records of {} failed and are tried one by one", raws.getFirst().topic(), failure);
      for (var i = 0; i < entries.size(); i++) tryAlone(entries.get(i), sources.get(i));
    }
  }

  private @Nullable T decode(ReceivedRecord raw) {
    var bytes = raw.value();
    if (bytes == null && tombstones) return null;
    var value = bytes == null ? null : json.readValue(bytes, type);
    // The text `null` is no tombstone either.
    if (value == null) throw new UnexpectedTombstone();
    return value;
  }

  private void tryAlone(Entry<T> entry, ReceivedRecord raw) {
    Throwable last = null;
    for (var attempt = 0; attempt < TRIES; attempt++) {
      try {
        handler.handle(entry.key(), List.of(entry));
        return;
      } catch (RuntimeException | StackOverflowError failure) {
        throwIfOutage(raw, failure);
        last = failure;
      }
    }
    keepRemains(entry, raw);
    deadLetters.accept(raw, TRIES, Objects.requireNonNull(last));
  }

  private void keepRemains(Entry<T> entry, ReceivedRecord raw) {
    var value = entry.value();
    var kept = value == null ? null : remains.apply(value);
    if (kept == null) return;
    try {
      handler.handle(
          entry.key(), List.of(new Entry<>(entry.topic(), entry.key(), kept, entry.toldAt())));
    } catch (RuntimeException | StackOverflowError failure) {
      throwIfOutage(raw, failure);
      log.warn("Not even what remains of a record of {} can be kept", raw.topic(), failure);
    }
  }

  private static void throwIfOutage(ReceivedRecord raw, Throwable failure) {
    if (!(failure instanceof RuntimeException outage) || !Outage.causes(failure)) return;
    log.warn("{} waits until what is down is back: {}", raw.topic(), failure.toString());
    throw outage;
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
}
