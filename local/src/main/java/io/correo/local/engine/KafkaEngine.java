package io.correo.local.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;

/// An Apache Kafka broker (KRaft, one node, plaintext) in this JVM.
final class KafkaEngine implements AutoCloseable {
  private final KafkaRaftServer server;
  private final int port;

  private KafkaEngine(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /// Starts a broker and creates Correo's topics.
  ///
  /// @param wanted the port to listen on, 0 for a free one
  /// @param data its directory; a broker that wrote there before goes on where it was
  static KafkaEngine start(int wanted, Path data) {
    var port = Ports.orFree(wanted);
    var settings = settings(port, data);
    if (!Files.exists(data.resolve("log/meta.properties"))) format(data, settings);
    var server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
    server.startup();
    createTopics("localhost:" + port);
    return new KafkaEngine(server, port);
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static Map<String, String> settings(int port, Path data) {
    var controller = Ports.inner();
    var settings = new TreeMap<String, String>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@localhost:" + controller);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put(
        "listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controller);
    settings.put("advertised.listeners", "PLAINTEXT://localhost:" + port);
    settings.put("log.dirs", data.resolve("log").toString());
    settings.put("num.partitions", String.valueOf(Topics.PARTITIONS));
    settings.put("auto.create.topics.enable", "true");
    // One node: internal topics have one copy, and few partitions, which start faster.
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    // Nobody follows its metadata, so it need not write twice a second that nothing changed.
    settings.put("metadata.max.idle.interval.ms", "0");
    // Small threads and buffers: the whole local system has to fit beside a browser and an IDE.
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("background.threads", "2");
    settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(8 << 20));
    settings.put("log.segment.bytes", String.valueOf(64 << 20));
    settings.put("log.index.size.max.bytes", String.valueOf(1 << 20));
    return settings;
  }

  private static void format(Path data, Map<String, String> settings) {
    try {
      var file = data.resolve("broker.properties");
      var properties = new Properties();
      properties.putAll(settings);
      try (var writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
        properties.store(writer, null);
      }
      var said = new ByteArrayOutputStream();
      var cluster = Uuid.randomUuid().toString();
      String[] arguments = {"format", "-t", cluster, "-c", file.toString(), "--ignore-formatted"};
      var failed =
          StorageTool.execute(arguments, new PrintStream(said, true, StandardCharsets.UTF_8));
      if (failed != 0) {
        throw new IllegalStateException(
            "Kafka could not format " + data + ": " + said.toString(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Creates Correo's topics where they are missing.
  static void createTopics(String broker) {
    Map<String, Object> where = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker);
    try (var admin = Admin.create(where)) {
      var topics =
          Stream.concat(Topics.FORGETTING.stream(), Topics.COMPACTED.stream())
              .map(
                  topic ->
                      new NewTopic(topic, Topics.PARTITIONS, (short) 1)
                          .configs(Topics.settings(topic)))
              .toList();
      for (var creation : admin.createTopics(topics).values().values()) created(creation::get);
    }
  }

  private static void created(Creation creation) {
    try {
      creation.await();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private interface Creation {
    Object await() throws ExecutionException, InterruptedException;
  }
}
