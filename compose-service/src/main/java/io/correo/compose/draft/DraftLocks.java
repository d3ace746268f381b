package io.correo.compose.draft;

import com.mongodb.MongoException;
import io.correo.compose.ComposeSettings;
import io.correo.compose.work.Heartbeats;
import io.correo.events.DraftId;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// One worker at a time calls the provider about a draft. Who holds the lock says so three times
/// per lease; who falls silent for a whole lease loses it.
@Component
public class DraftLocks implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DraftLocks.class);

  private final Drafts drafts;
  private final Heartbeats heartbeats;
  private final Duration beatEvery;
  private final String instance = UUID.randomUUID().toString();
  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("draft-locks").factory());

  public DraftLocks(Drafts drafts, ComposeSettings settings) {
    this.drafts = drafts;
    this.heartbeats = new Heartbeats(settings.lease());
    this.beatEvery = settings.lease().dividedBy(3);
  }

  /// Null while another worker has it, or when there is no such draft.
  public @Nullable Held tryTake(DraftId id) {
    var present = drafts.worker(id);
    if (present != null
        && !heartbeats.isSilent(id.value(), present.name() + "/" + present.beat())) {
      return null;
    }
    var name = instance + "/" + UUID.randomUUID();
    if (!drafts.take(id, present, name)) return null;
    heartbeats.forget(id.value());
    return new Held(id, name);
  }

  @Override
  public void close() {
    beats.shutdownNow();
  }

  /// A lock, until it is closed.
  public final class Held implements AutoCloseable {
    private final DraftId id;
    private final String name;
    private final ScheduledFuture<?> beating;

    private Held(DraftId id, String name) {
      this.id = id;
      this.name = name;
      var every = beatEvery.toNanos();
      this.beating = beats.scheduleWithFixedDelay(this::beat, every, every, TimeUnit.NANOSECONDS);
    }

    // An exception would end the beats.
    private void beat() {
      try {
        if (!isMine()) log.warn("The work at draft {} was taken over", id);
      } catch (MongoException storeIsDown) {
        log.warn("Cannot say that the work at draft {} goes on", id, storeIsDown);
      }
    }

    /// Ask before a call that must not be made twice.
    public boolean isMine() {
      return drafts.beat(id, name);
    }

    @Override
    public void close() {
      beating.cancel(false);
      drafts.leave(id, name);
    }
  }
}
