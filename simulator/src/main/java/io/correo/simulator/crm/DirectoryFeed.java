package io.correo.simulator.crm;

import io.correo.events.DirectoryRecord;
import io.correo.events.Json;
import io.correo.events.Topics;
import io.correo.simulator.SimulatorSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Publishes the CRM's records on `crm.directory`, in order, as soon as there is a broker. Without
/// one configured nothing is published.
@Component
class DirectoryFeed implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(DirectoryFeed.class);
  private static final int PARTITIONS = 6;

  private final LinkedBlockingQueue<Entry> waiting = new LinkedBlockingQueue<>();
  private final String servers;
  private @Nullable Thread worker;
  private volatile boolean running;

  DirectoryFeed(SimulatorSettings settings) {
    this.servers = settings.crm().kafka();
  }

  /// @param value null deletes
  private record Entry(byte[] key, byte @Nullable [] value) {}

  void publish(String key, @Nullable DirectoryRecord record) {
    if (!servers.isEmpty()) {
      var value = record == null ? null : Json.bytes(record);
      waiting.add(new Entry(key.getBytes(StandardCharsets.UTF_8), value));
    }
  }

  @Override
  public void start() {
    if (!servers.isEmpty()) {
      // First: the thread that finds it unsaid ends, and nothing is ever published.
      running = true;
      worker = Thread.ofPlatform().daemon().name("simulator-directory").start(this::work);
    }
  }

  @Override
  public void stop() {
    running = false;
    if (worker != null) {
      worker.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void work() {
    while (isRunning()) {
      try {
        createTopic();
      } catch (InterruptedException stopped) {
        return;
      }
      try (var producer = new KafkaProducer<byte[], byte[]>(settings())) {
        while (true) {
          var entry = waiting.take();
          // In order: the same record again before any other.
          while (!sent(producer, entry)) {
            TimeUnit.SECONDS.sleep(1);
          }
        }
      } catch (KafkaException notThere) {
        LOG.debug("No broker at {} yet: {}", servers, notThere.toString());
        pause();
      } catch (InterruptedException stopped) {
        return;
      }
    }
  }

  private static boolean sent(KafkaProducer<byte[], byte[]> producer, Entry entry)
      throws InterruptedException {
    try {
      producer
          .send(new ProducerRecord<>(Topics.DIRECTORY, entry.key(), entry.value()))
          .get(30, TimeUnit.SECONDS);
      return true;
    } catch (InterruptException stopped) {
      throw new InterruptedException();
    } catch (ExecutionException | TimeoutException | KafkaException failed) {
      LOG.debug("Record not published yet: {}", failed.toString());
      return false;
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(500);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// Before the first record, because the topic must be compacted.
  private void createTopic() throws InterruptedException {
    while (true) {
      var admin = Admin.create(adminSettings());
      try {
        var topic =
            new NewTopic(Topics.DIRECTORY, PARTITIONS, (short) 1)
                .configs(Map.of("cleanup.policy", "compact"));
        admin.createTopics(List.of(topic)).all().get(10, TimeUnit.SECONDS);
        return;
      } catch (ExecutionException failed) {
        if (failed.getCause() instanceof TopicExistsException) {
          return;
        }
        LOG.debug("No broker at {} yet: {}", servers, failed.toString());
      } catch (TimeoutException notThere) {
        LOG.debug("No broker at {} yet", servers);
      } finally {
        // Not politely: a call begun while the broker starts may never end.
        admin.close(Duration.ZERO);
      }
      TimeUnit.MILLISECONDS.sleep(500);
    }
  }

  private Map<String, Object> adminSettings() {
    return Map.of(
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
        servers,
        AdminClientConfig.CLIENT_ID_CONFIG,
        "simulator-admin",
        // While nobody answers, an admin client that may start over from its bootstrap servers does
        // so thousands of times a second (kafka-clients 4.2). A bootstrap address is all we know
        // anyway.
        AdminClientConfig.METADATA_RECOVERY_STRATEGY_CONFIG,
        "none",
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
        2_000,
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        3_000);
  }

  private Map<String, Object> settings() {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
        servers,
        ProducerConfig.CLIENT_ID_CONFIG,
        "simulator-directory",
        ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
        ByteArraySerializer.class,
        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
        ByteArraySerializer.class,
        ProducerConfig.ACKS_CONFIG,
        "all",
        ProducerConfig.MAX_BLOCK_MS_CONFIG,
        10_000);
  }
}
