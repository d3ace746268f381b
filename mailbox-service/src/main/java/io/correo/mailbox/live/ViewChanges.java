package io.correo.mailbox.live;

import io.correo.events.MailboxId;
import io.correo.events.RecordRef;
import io.correo.events.Revision;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import io.correo.events.Topics;
import io.correo.events.UserId;
import io.correo.events.ViewChange;
import io.correo.events.Visibility;
import io.correo.service.messaging.Publisher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Tells open pages what changed, after it is written. A page that misses a record fetches again
/// when it reconnects, so nobody waits for the broker here.
@Component
public class ViewChanges {
  private static final Logger log = LoggerFactory.getLogger(ViewChanges.class);
  private static final Duration COUNTERS_EVERY = Duration.ofSeconds(1);

  private final Publisher publisher;
  private final Clock clock;
  private final Map<MailboxId, Counters> counters = new HashMap<>();

  private record Counters(TenantId tenant, Instant toldAt, boolean due) {}

  public ViewChanges(Publisher publisher, Clock clock) {
    this.publisher = publisher;
    this.clock = clock;
  }

  public void changed(
      TenantId tenant, MailboxId mailbox, ThreadId thread, long revision, List<RecordRef> records) {
    send(new ViewChange.ThreadChanged(tenant, mailbox, thread, new Revision(revision), records));
  }

  public void removed(TenantId tenant, MailboxId mailbox, ThreadId thread) {
    send(new ViewChange.ThreadRemoved(tenant, mailbox, thread));
  }

  /// Unlike the others this must not be missed.
  ///
  /// @param visibility null when the mailbox's holds again
  /// @return done when the broker has it safe
  public CompletableFuture<Void> visibility(
      TenantId tenant,
      MailboxId mailbox,
      ThreadId thread,
      long sequence,
      @Nullable Visibility visibility) {
    var change =
        new ViewChange.ThreadVisibilityChanged(tenant, mailbox, thread, sequence, visibility);
    return publisher.send(Topics.VIEW, mailbox.value(), change);
  }

  public void operation(
      TenantId tenant, MailboxId mailbox, UserId user, String operation, String state) {
    send(new ViewChange.OperationChanged(tenant, mailbox, user, operation, state));
  }

  /// At most one record a second per mailbox: the first at once, the others gathered.
  public void counters(TenantId tenant, MailboxId mailbox) {
    var now = clock.instant();
    synchronized (counters) {
      var before = counters.get(mailbox);
      if (before != null && now.isBefore(before.toldAt().plus(COUNTERS_EVERY))) {
        counters.put(mailbox, new Counters(tenant, before.toldAt(), true));
        return;
      }
      counters.put(mailbox, new Counters(tenant, now, false));
    }
    send(new ViewChange.CountersChanged(tenant, mailbox));
  }

  @Scheduled(fixedDelay = 500)
  void tellGathered() {
    var now = clock.instant();
    synchronized (counters) {
      counters.values().removeIf(c -> !c.due() && !now.isBefore(c.toldAt().plus(COUNTERS_EVERY)));
      counters.replaceAll((mailbox, gathered) -> tell(mailbox, gathered, now));
    }
  }

  private Counters tell(MailboxId mailbox, Counters gathered, Instant now) {
    if (!gathered.due() || now.isBefore(gathered.toldAt().plus(COUNTERS_EVERY))) return gathered;
    send(new ViewChange.CountersChanged(gathered.tenant(), mailbox));
    return new Counters(gathered.tenant(), now, false);
  }

  private void send(ViewChange change) {
    CompletableFuture<Void> sent = publisher.send(Topics.VIEW, change.mailbox().value(), change);
    var unused =
        sent.whenComplete(
            (_, failure) -> {
              if (failure != null) log.warn("A view change was not told: {}", failure.toString());
            });
  }
}
