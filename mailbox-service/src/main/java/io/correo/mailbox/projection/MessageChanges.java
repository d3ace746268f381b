package io.correo.mailbox.projection;

import io.correo.events.ConnectedMailbox;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import io.correo.events.Visibility;
import io.correo.events.stream.EmailEventType;
import io.correo.mailbox.live.ViewChanges;
import io.correo.mailbox.message.MailMessage;
import io.correo.mailbox.message.Messages;
import io.correo.mailbox.message.Messages.Stored;
import io.correo.mailbox.publication.Answers;
import io.correo.mailbox.publication.ClientRefs;
import io.correo.mailbox.publication.MessageEvents;
import io.correo.mailbox.publication.MessageEvents.Circumstances;
import io.correo.mailbox.publication.PublicEvent;
import io.correo.mailbox.publication.PublicStream;
import io.correo.mailbox.store.Erasable;
import io.correo.mailbox.thread.Row;
import io.correo.mailbox.thread.Rows;
import io.correo.mailbox.visibility.Mailboxes;
import io.correo.service.messaging.Outage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The one way messages change: raise their rows, write them with the public events the change
/// means, compute the rows, publish, tell open pages. In this order a crash at any point is healed
/// by repeating the change, or by the sweeper.
@Component
public class MessageChanges {
  private static final int TRIES = 20;
  private static final int LOCKS = 64;

  private final Messages messages;
  private final Rows rows;
  private final Mailboxes mailboxes;
  private final PublicStream stream;
  private final ViewChanges view;
  private final Answers answers;
  private final ClientRefs clientRefs;
  private final MessageEvents events;
  private final List<Erasable> erasables;
  private final Clock clock;
  private final List<ReentrantLock> locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

  MessageChanges(
      Messages messages,
      Rows rows,
      Mailboxes mailboxes,
      PublicStream stream,
      ViewChanges view,
      Answers answers,
      ClientRefs clientRefs,
      List<Erasable> erasables,
      Clock clock,
      @Value("${correo.urls.public}") String publicUrl) {
    this.messages = messages;
    this.rows = rows;
    this.mailboxes = mailboxes;
    this.stream = stream;
    this.view = view;
    this.answers = answers;
    this.clientRefs = clientRefs;
    this.erasables = List.copyOf(erasables);
    this.events = new MessageEvents(publicUrl);
    this.clock = clock;
  }

  /// One thing that happens to a message. Must give the same however often it is applied.
  ///
  /// @param silent it is older than this view, and subscribers know it
  public record Step(UnaryOperator<MailMessage> change, boolean silent) {
    public static Step of(UnaryOperator<MailMessage> change) {
      return new Step(change, false);
    }
  }

  /// @param steps per message, in order; nothing of an erased mailbox is kept
  public void apply(TenantId tenant, MailboxId mailboxId, Map<MessageId, List<Step>> steps) {
    if (steps.isEmpty()) return;
    var known = mailboxes.known(mailboxId);
    if (known.erased()) return;
    var mailbox = known.mailbox();
    var touched = new HashSet<ThreadId>();
    var wrote = false;
    Set<MessageId> todo = steps.keySet();
    for (var attempt = 0; !todo.isEmpty(); attempt++) {
      if (attempt == TRIES) throw new Outage("messages change faster than they are written", null);
      var batch = new Batch(tenant, mailboxId, mailbox, messages.find(todo));
      for (var id : todo) batch.run(id, steps.getOrDefault(id, List.of()));
      rows.raise(tenant, mailboxId, batch.raised);
      touched.addAll(batch.touched);
      wrote |= !batch.writes.isEmpty();
      todo = messages.write(batch.writes.values());
    }
    settle(tenant, mailboxId, mailbox, steps.keySet(), touched, wrote);
    // Erased while we wrote: whoever comes second drops the rest.
    if (wrote && mailboxes.known(mailboxId).erased()) erase(mailboxId);
  }

  /// Computes rows somebody raised and left.
  public void recompute(TenantId tenant, MailboxId mailbox, Collection<ThreadId> threads) {
    tell(tenant, mailbox, rows.compute(mailboxes.find(mailbox), threads));
  }

  /// Publishes what a crash left unpublished.
  public void publishLeft(MailboxId mailbox, Collection<MessageId> ids) {
    publish(mailbox, ids);
  }

  /// Drops everything there is of a mailbox.
  public void erase(MailboxId mailbox) {
    erasables.forEach(holder -> holder.erase(mailbox));
  }

  private void settle(
      TenantId tenant,
      MailboxId mailboxId,
      @Nullable ConnectedMailbox mailbox,
      Collection<MessageId> ids,
      Collection<ThreadId> touched,
      boolean wrote) {
    var changed = rows.compute(mailbox, touched);
    publish(mailboxId, ids);
    tell(tenant, mailboxId, changed);
    if (wrote) view.counters(tenant, mailboxId);
  }

  // One at a time, so that two readers of one message do not both publish what it holds.
  private void publish(MailboxId mailbox, Collection<MessageId> ids) {
    var publishing = locks.get(Math.floorMod(mailbox.hashCode(), LOCKS));
    publishing.lock();
    try {
      var left = messages.withEventsAmong(ids);
      if (left.isEmpty()) return;
      var all = new ArrayList<Document>();
      for (var stored : left) all.addAll(stored.events());
      stream.publish(all);
      messages.published(left);
    } finally {
      publishing.unlock();
    }
  }

  private void tell(TenantId tenant, MailboxId mailbox, List<Rows.Changed> changed) {
    for (var change : changed) {
      var row = change.row();
      if (row == null) {
        view.removed(tenant, mailbox, change.thread());
      } else {
        var records = row.records().stream().map(Row.LinkedRecord::ref).toList();
        view.changed(tenant, mailbox, change.thread(), change.revision(), records);
      }
    }
  }

  /// One reading of the messages, and what is to be written upon it.
  private final class Batch {
    private final TenantId tenant;
    private final MailboxId mailboxId;
    private final @Nullable ConnectedMailbox mailbox;
    private final Map<MessageId, Stored> found;
    private final Map<MessageId, Stored> writes = new LinkedHashMap<>();
    private final Map<ThreadId, @Nullable Visibility> overrides = new HashMap<>();
    private final Set<ThreadId> raised = new HashSet<>();
    private final Set<ThreadId> touched = new HashSet<>();

    Batch(
        TenantId tenant,
        MailboxId mailboxId,
        @Nullable ConnectedMailbox mailbox,
        Map<MessageId, Stored> found) {
      this.tenant = tenant;
      this.mailboxId = mailboxId;
      this.mailbox = mailbox;
      this.found = found;
    }

    void run(MessageId id, List<Step> steps) {
      var stored = found.get(id);
      var before = stored == null ? MailMessage.unknown(tenant, mailboxId, id) : stored.message();
      // A name that is taken by another mailbox is nobody's business here.
      if (!before.mailbox().equals(mailboxId) || !before.tenant().equals(tenant)) return;
      var message = before;
      var pending = new ArrayList<Document>(stored == null ? List.of() : stored.events());
      for (var step : steps) message = step(message, step, pending);
      touch(before, touched);
      touch(message, touched);
      if (message.equals(before)) return;
      touch(before, raised);
      touch(message, raised);
      writes.put(id, new Stored(message, stored == null ? 0 : stored.version(), pending));
    }

    private MailMessage step(MailMessage before, Step step, List<Document> pending) {
      var after = step.change().apply(before);
      var thread = after.thread();
      // Nothing is told of a message without a decision, whatever its visibility.
      var override = after.decision() == null || thread == null ? null : override(thread);
      var clientRef = after.decision() == null ? null : clientRefs.of(after);
      var when = new Circumstances(mailbox, override, step.silent(), clientRef, clock.instant());
      var outcome = events.between(before, after, when);
      for (var event : outcome.events()) {
        pending.add(event.document());
        var answer = isArrival(event) && mailbox != null ? answers.to(after, mailbox) : null;
        if (answer != null) pending.add(answer.document());
      }
      return outcome.message();
    }

    private @Nullable Visibility override(ThreadId thread) {
      if (!overrides.containsKey(thread)) overrides.put(thread, rows.visibility(thread));
      return overrides.get(thread);
    }

    private boolean isArrival(PublicEvent event) {
      return event.type() == EmailEventType.MESSAGE_RECEIVED
          || event.type() == EmailEventType.MESSAGE_SENT;
    }

    private void touch(MailMessage message, Set<ThreadId> threads) {
      var thread = message.thread();
      if (thread != null) threads.add(thread);
    }
  }
}
