package io.correo.simulator.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.events.DirectoryRecord;
import io.correo.events.Json;
import io.correo.events.Topics;
import io.correo.simulator.RunningSimulator;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The record feed against a real broker that is started after the simulator.
class DirectoryFeedTest {

  @TempDir Path data;

  @Test
  void publishesTheDemoRecordsAndEveryChangeOnceThereIsABroker() throws Exception {
    var port = free();
    var servers = "localhost:" + port;
    try (var simulator =
        new RunningSimulator("--simulator.crm.kafka=" + servers, "--simulator.demo=true")) {
      assertThat(simulator.get("/actuator/health").json().path("status").asString())
          .isEqualTo("UP");
      var broker = broker(port);
      try (var consumer = consumer(servers)) {
        simulator.json(
            "PUT",
            "/_sim/crm/contacts/late",
            Map.of("tenant", "acme", "label", "Late", "addresses", List.of("late@x.example")));
        simulator.json("PUT", "/_sim/crm/accounts/gone", Map.of("tenant", "globex"));
        simulator.call("DELETE", "/_sim/crm/accounts/gone", new byte[0]);

        var published = new HashMap<String, byte[]>();
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> {
                  consumer
                      .poll(Duration.ofMillis(200))
                      .forEach(record -> published.put(record.key(), record.value()));
                  return published.containsKey("globex/account/gone")
                      && published.get("globex/account/gone") == null;
                });

        var late =
            Json.mapper().readValue(published.get("acme/contact/late"), DirectoryRecord.class);
        assertThat(late.addresses()).containsExactly("late@x.example");
        assertThat(published).containsKey("acme/user/ana");
        assertThat(published.keySet().stream().filter(key -> key.contains("/account/")).count())
            .isGreaterThan(3);
        assertThat(cleanup(servers)).isEqualTo("compact");
      } finally {
        broker.shutdown();
        broker.awaitShutdown();
      }
    }
  }

  private static String cleanup(String servers) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.DIRECTORY);
      return admin
          .describeConfigs(List.of(topic))
          .all()
          .get()
          .get(topic)
          .get("cleanup.policy")
          .value();
    }
  }

  private static KafkaConsumer<String, byte[]> consumer(String servers) {
    var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers",
                servers,
                "group.id",
                "test",
                "auto.offset.reset",
                "earliest",
                "metadata.max.age.ms",
                500),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(List.of(Topics.DIRECTORY));
    return consumer;
  }

  private KafkaRaftServer broker(int port) throws IOException {
    var controller = free();
    var settings = new TreeMap<String, String>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@localhost:" + controller);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put(
        "listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controller);
    settings.put("advertised.listeners", "PLAINTEXT://localhost:" + port);
    settings.put("log.dirs", data.resolve("log").toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(8 << 20));
    var properties = new Properties();
    properties.putAll(settings);
    var file = data.resolve("broker.properties");
    try (var writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    var format = new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
    assertThat(StorageTool.execute(format, new PrintStream(PrintStream.nullOutputStream())))
        .isZero();
    var server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
    server.startup();
    return server;
  }

  private static int free() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
