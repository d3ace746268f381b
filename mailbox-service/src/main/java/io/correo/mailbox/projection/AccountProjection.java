package io.correo.mailbox.projection;

import io.correo.events.ConnectedMailbox;
import io.correo.events.MessageId;
import io.correo.mailbox.message.Messages;
import io.correo.mailbox.projection.MessageChanges.Step;
import io.correo.mailbox.publication.MailboxEvents;
import io.correo.mailbox.publication.PublicEvent;
import io.correo.mailbox.publication.PublicStream;
import io.correo.mailbox.store.Start;
import io.correo.mailbox.thread.Rows;
import io.correo.mailbox.visibility.Mailboxes;
import io.correo.service.messaging.RecordBatches.Entry;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Connected mailboxes: our copy of them, and what follows when one changes.
@Component
public class AccountProjection {
  private static final int CHUNK = 200;

  private final Mailboxes mailboxes;
  private final Messages messages;
  private final MessageChanges changes;
  private final Rows rows;
  private final PublicStream stream;
  private final Start start;
  private final Clock clock;

  AccountProjection(
      Mailboxes mailboxes,
      Messages messages,
      MessageChanges changes,
      Rows rows,
      PublicStream stream,
      Start start,
      Clock clock) {
    this.mailboxes = mailboxes;
    this.messages = messages;
    this.changes = changes;
    this.rows = rows;
    this.stream = stream;
    this.start = start;
    this.clock = clock;
  }

  /// @param entries of one mailbox, in order
  public void apply(List<Entry<ConnectedMailbox>> entries) {
    for (var entry : entries) {
      var record = entry.value();
      if (record != null) apply(record, start.isAfter(entry.toldAt()));
    }
  }

  private void apply(ConnectedMailbox after, boolean silent) {
    var known = mailboxes.known(after.mailbox());
    var before = known.mailbox();
    if (!known.erased()) {
      var events =
          silent ? List.<PublicEvent>of() : MailboxEvents.between(before, after, clock.instant());
      if (mailboxes.save(after, events.stream().map(PublicEvent::document).toList())) {
        follow(before, after);
      }
    }
    publishLeft(after);
    if (after.state() == ConnectedMailbox.State.ERASED) {
      mailboxes.erase(after.tenant(), after.mailbox());
      changes.erase(after.mailbox());
    }
  }

  private void publishLeft(ConnectedMailbox mailbox) {
    var events = mailboxes.events(mailbox.mailbox());
    if (events.isEmpty()) return;
    stream.publish(events);
    mailboxes.published(mailbox.mailbox(), events);
  }

  private void follow(@Nullable ConnectedMailbox before, ConnectedMailbox after) {
    if (before == null) {
      revisit(after);
    } else if (before.visibility() != after.visibility()
        || !Objects.equals(before.identities(), after.identities())) {
      rows.raiseAll(after.mailbox());
    }
  }

  /// Mail that came before its mailbox's record: tell now what could not be told then.
  private void revisit(ConnectedMailbox mailbox) {
    rows.raiseAll(mailbox.mailbox());
    MessageId last = null;
    List<MessageId> page;
    do {
      page = messages.idsAfter(mailbox.mailbox(), last, CHUNK);
      var steps = new LinkedHashMap<MessageId, List<Step>>();
      for (var id : page) steps.put(id, List.of(Step.of(message -> message)));
      changes.apply(mailbox.tenant(), mailbox.mailbox(), steps);
      if (!page.isEmpty()) last = page.getLast();
    } while (page.size() == CHUNK);
  }
}
