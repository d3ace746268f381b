package io.correo.mailbox.projection;

import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import io.correo.mailbox.message.Messages;
import io.correo.mailbox.thread.Rows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Finishes what a crash left half done: rows nobody computed, events nobody published.
@Component
public class Sweeper {
  private static final int PAGE = 200;

  private final Rows rows;
  private final Messages messages;
  private final MessageChanges changes;
  private final Duration moment;

  Sweeper(
      Rows rows,
      Messages messages,
      MessageChanges changes,
      @Value("${correo.mailbox.sweep-after}") Duration moment) {
    this.rows = rows;
    this.messages = messages;
    this.changes = changes;
    this.moment = moment;
  }

  private record Of(TenantId tenant, MailboxId mailbox) {}

  @Scheduled(fixedDelayString = "${correo.mailbox.sweep-every}")
  public void computeRows() {
    List<Rows.Stored> stale;
    do {
      stale = rows.stale(moment, PAGE);
      Map<Of, List<ThreadId>> byMailbox = new HashMap<>();
      for (var row : stale) {
        byMailbox
            .computeIfAbsent(new Of(row.tenant(), row.mailbox()), _ -> new ArrayList<>())
            .add(row.id());
      }
      byMailbox.forEach((of, threads) -> changes.recompute(of.tenant(), of.mailbox(), threads));
    } while (stale.size() == PAGE);
  }

  /// Only what is a moment old: younger events are just being published.
  @Scheduled(fixedDelayString = "${correo.mailbox.sweep-every}")
  public void publishEvents() {
    messages.withEvents(moment, PAGE).forEach(changes::publishLeft);
  }
}
