package io.correo.search.engine;

import io.correo.service.messaging.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Makes the indexes before the first record is read. Without a search node the service starts all
/// the same: its consumers wait, and the indexes are made when the node is there.
@Component
class IndexStart implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(IndexStart.class);

  private final Indexes indexes;
  private volatile boolean running;

  IndexStart(Indexes indexes) {
    this.indexes = indexes;
  }

  @Override
  public void start() {
    running = true;
    try {
      for (var index : Index.values()) {
        var _ = indexes.ensure(index);
      }
    } catch (Outage outage) {
      log.warn("Started without a search node: {}", outage.getMessage());
    }
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// Long before the consumers and the web server.
  @Override
  public int getPhase() {
    return 0;
  }
}
