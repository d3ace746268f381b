package io.correo.benchmarks.accept;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The control: the least that makes a push durable before its answer, and nothing else. The JDK's
/// HTTP server, and a producer with the settings the services have. Runs as a process of its own,
/// says its port and ends when its standard input does.
final class BareServer {
  /// Where it keeps what came.
  static final String TOPIC = "benchmark.bare";
  private static final int BACKLOG = 1024;

  private final Producer<byte[], byte[]> producer;

  private BareServer(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /// @param words where the broker is
  public static void main(String... words) throws IOException {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            words[0],
            "acks",
            "all",
            "enable.idempotence",
            true,
            "compression.type",
            "lz4",
            "linger.ms",
            2);
    var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", new BareServer(producer)::keep);
    server.start();
    System.out.println(server.getAddress().getPort());
    while (System.in.read() >= 0) {
      // Nothing is said to this process; only the end matters.
    }
    System.exit(0);
  }

  private void keep(HttpExchange exchange) throws IOException {
    try (exchange) {
      var push = exchange.getRequestBody().readAllBytes();
      producer.send(new ProducerRecord<>(TOPIC, push)).get();
      exchange.sendResponseHeaders(204, -1);
    } catch (ExecutionException brokerDown) {
      throw new IOException(brokerDown);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IOException(stopping);
    }
  }
}
