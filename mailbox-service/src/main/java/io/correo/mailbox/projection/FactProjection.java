package io.correo.mailbox.projection;

import io.correo.events.MailFact;
import io.correo.events.MailFact.FolderRemoved;
import io.correo.events.MailFact.FolderUpserted;
import io.correo.events.MailFact.MailboxCaughtUp;
import io.correo.events.MailFact.MailboxErased;
import io.correo.events.MailFact.MessageRemoved;
import io.correo.events.MailFact.MessageStateChanged;
import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.MailFact.Unrecognised;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.events.Origin;
import io.correo.events.TenantId;
import io.correo.mailbox.content.Bodies;
import io.correo.mailbox.folder.Folders;
import io.correo.mailbox.live.ViewChanges;
import io.correo.mailbox.message.MailMessage;
import io.correo.mailbox.message.Messages;
import io.correo.mailbox.projection.MessageChanges.Step;
import io.correo.mailbox.publication.SendEvents;
import io.correo.mailbox.store.Start;
import io.correo.mailbox.visibility.Mailboxes;
import io.correo.service.messaging.RecordBatches.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/// Facts of one mailbox, gathered into as few writes as order allows.
@Component
public class FactProjection {
  private final MessageChanges changes;
  private final Messages messages;
  private final Folders folders;
  private final Mailboxes mailboxes;
  private final Bodies bodies;
  private final SendProjection sends;
  private final ViewChanges view;
  private final Start start;

  FactProjection(
      MessageChanges changes,
      Messages messages,
      Folders folders,
      Mailboxes mailboxes,
      Bodies bodies,
      SendProjection sends,
      ViewChanges view,
      Start start) {
    this.changes = changes;
    this.messages = messages;
    this.folders = folders;
    this.mailboxes = mailboxes;
    this.bodies = bodies;
    this.sends = sends;
    this.view = view;
    this.start = start;
  }

  /// @param entries of one mailbox, in order
  public void apply(List<Entry<MailFact>> entries) {
    var gathered = new Gathered();
    for (var entry : entries) {
      var fact = entry.value();
      if (fact != null) take(fact, start.isAfter(entry.toldAt()), gathered);
    }
    gathered.flush();
  }

  private void take(MailFact fact, boolean silent, Gathered gathered) {
    switch (fact) {
      case MessageUpserted upserted -> {
        bodies.keep(upserted);
        gathered.add(
            fact,
            upserted.message(),
            message -> message.apply(upserted),
            silent || upserted.origin() == Origin.REPLAY);
        if (!silent && SendEvents.isBounce(upserted)) {
          gathered.flush();
          sends.bounce(upserted);
        }
      }
      case MessageStateChanged changed ->
          gathered.add(fact, changed.message(), message -> message.apply(changed), silent);
      case MessageRemoved removed -> {
        bodies.forget(removed.message());
        gathered.add(fact, removed.message(), message -> message.apply(removed), silent);
      }
      case FolderUpserted upserted -> {
        if (mailboxes.known(fact.mailbox()).erased()) return;
        folders.apply(upserted);
        view.counters(fact.tenant(), fact.mailbox());
      }
      case FolderRemoved removed -> {
        if (mailboxes.known(fact.mailbox()).erased()) return;
        folders.apply(removed);
        view.counters(fact.tenant(), fact.mailbox());
      }
      case MailboxCaughtUp caughtUp -> {
        gathered.flush();
        confirm(caughtUp);
      }
      case MailboxErased _ -> {
        gathered.flush();
        mailboxes.erase(fact.tenant(), fact.mailbox());
        changes.erase(fact.mailbox());
      }
      case Unrecognised _ -> {} // this view does not need what it does not know
    }
  }

  private void confirm(MailboxCaughtUp caughtUp) {
    var steps = new LinkedHashMap<MessageId, List<Step>>();
    for (var message : messages.overlaid(caughtUp.mailbox())) {
      if (message.confirmed(caughtUp.asOf()).equals(message)) continue;
      steps.put(message.id(), List.of(Step.of(m -> m.confirmed(caughtUp.asOf()))));
    }
    changes.apply(caughtUp.tenant(), caughtUp.mailbox(), steps);
  }

  private final class Gathered {
    private final Map<MailboxId, Map<MessageId, List<Step>>> steps = new LinkedHashMap<>();
    private final Map<MailboxId, TenantId> tenants = new LinkedHashMap<>();

    void add(MailFact fact, MessageId id, UnaryOperator<MailMessage> change, boolean silent) {
      tenants.put(fact.mailbox(), fact.tenant());
      steps
          .computeIfAbsent(fact.mailbox(), _ -> new LinkedHashMap<>())
          .computeIfAbsent(id, _ -> new ArrayList<>())
          .add(new Step(change, silent));
    }

    void flush() {
      tenants.forEach(
          (mailbox, tenant) ->
              changes.apply(tenant, mailbox, steps.getOrDefault(mailbox, Map.of())));
      steps.clear();
      tenants.clear();
    }
  }
}
