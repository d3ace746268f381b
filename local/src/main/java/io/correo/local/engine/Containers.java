package io.correo.local.engine;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/// The same engines as containers, for who has a Docker engine and wants the real store too. They
/// end with this process (Testcontainers' reaper sees to it).
final class Containers {
  private Containers() {}

  /// @return the address, as [Engine#setting()] wants it
  static String start(Engine engine) {
    return switch (engine) {
      case STORE -> "mongodb://" + exposed(generic("mongo:8.0", 27017), 27017);
      case BROKER -> {
        var kafka = new KafkaContainer(DockerImageName.parse("apache/kafka:4.2.2"));
        kafka.withEnv("KAFKA_NUM_PARTITIONS", String.valueOf(Topics.PARTITIONS));
        kafka.start();
        KafkaEngine.createTopics(kafka.getBootstrapServers());
        yield kafka.getBootstrapServers();
      }
      case SEARCH ->
          "http://"
              + exposed(
                  generic("opensearchproject/opensearch:3.8.0", 9200)
                      .withEnv("discovery.type", "single-node")
                      .withEnv("DISABLE_SECURITY_PLUGIN", "true")
                      .withEnv("OPENSEARCH_JAVA_OPTS", "-Xms512m -Xmx512m")
                      .waitingFor(Wait.forHttp("/_cluster/health").forPort(9200)),
                  9200);
    };
  }

  private static GenericContainer<?> generic(String image, int port) {
    return new GenericContainer<>(DockerImageName.parse(image)).withExposedPorts(port);
  }

  private static String exposed(GenericContainer<?> container, int port) {
    container.start();
    return container.getHost() + ":" + container.getMappedPort(port);
  }
}
