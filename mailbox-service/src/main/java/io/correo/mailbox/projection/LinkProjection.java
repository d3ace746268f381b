package io.correo.mailbox.projection;

import io.correo.events.LinkDecision;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.events.Origin;
import io.correo.events.TenantId;
import io.correo.mailbox.projection.MessageChanges.Step;
import io.correo.mailbox.store.Start;
import io.correo.service.messaging.RecordBatches.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Link decisions: which records a message belongs to.
@Component
public class LinkProjection {
  private final MessageChanges changes;
  private final Start start;

  LinkProjection(MessageChanges changes, Start start) {
    this.changes = changes;
    this.start = start;
  }

  /// @param entries of one mailbox, in order
  public void apply(List<Entry<LinkDecision>> entries) {
    var tenants = new LinkedHashMap<MailboxId, TenantId>();
    var steps = new LinkedHashMap<MailboxId, Map<MessageId, List<Step>>>();
    for (var entry : entries) {
      var link = entry.value();
      if (link == null) continue;
      var silent = start.isAfter(entry.toldAt()) || link.origin() == Origin.REPLAY;
      tenants.put(link.mailbox(), link.tenant());
      steps
          .computeIfAbsent(link.mailbox(), _ -> new LinkedHashMap<>())
          .computeIfAbsent(link.message(), _ -> new ArrayList<>())
          .add(new Step(message -> message.apply(link), silent));
    }
    tenants.forEach(
        (mailbox, tenant) -> changes.apply(tenant, mailbox, steps.getOrDefault(mailbox, Map.of())));
  }
}
