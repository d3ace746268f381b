package io.correo.service.messaging;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Whether the broker answers. Asked at most once a second, however many probes there are.
final class BrokerHealth implements HealthIndicator, DisposableBean {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration KNOWN_FOR = Duration.ofSeconds(1);

  private final Map<String, Object> settings;
  private @Nullable Admin admin;
  private @Nullable Health known;
  private long knownSince;

  /// @param settings of an admin client
  BrokerHealth(Map<String, Object> settings) {
    this.settings = settings;
  }

  @Override
  public synchronized Health health() {
    var now = System.nanoTime();
    var last = known;
    if (last != null && now - knownSince < KNOWN_FOR.toNanos()) return last;
    var health = ask();
    known = health;
    knownSince = System.nanoTime();
    return health;
  }

  private Health ask() {
    try {
      var nodes = client().describeCluster().nodes();
      var found = nodes.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).size();
      return (found > 0 ? Health.up() : Health.down()).withDetail("nodes", found).build();
    } catch (ExecutionException | TimeoutException | KafkaException down) {
      return Health.down(down).build();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Health.unknown().build();
    }
  }

  private Admin client() {
    var present = admin;
    if (present != null) return present;
    var patient = new java.util.HashMap<>(settings);
    var patience = (int) PATIENCE.toMillis();
    patient.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patience);
    patient.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patience);
    var made = Admin.create(patient);
    admin = made;
    return made;
  }

  @Override
  public synchronized void destroy() {
    if (admin != null) admin.close(Duration.ZERO);
  }
}
