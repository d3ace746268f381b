package io.correo.mailbox.projection;

import io.correo.events.Address;
import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.OutgoingMail;
import io.correo.events.TenantId;
import io.correo.mailbox.message.MailMessage;
import io.correo.mailbox.message.Messages;
import io.correo.mailbox.publication.ClientRefs;
import io.correo.mailbox.publication.PublicEvent;
import io.correo.mailbox.publication.PublicStream;
import io.correo.mailbox.publication.SendEvents;
import io.correo.mailbox.store.Start;
import io.correo.mailbox.thread.Rows;
import io.correo.mailbox.visibility.Mailboxes;
import io.correo.service.messaging.RecordBatches.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Sends that failed and reports that came back. Nothing is stored for them but the client's name
/// of a send: a repeated record is told again with the same id, before its offset is committed.
@Component
public class SendProjection {
  private final Mailboxes mailboxes;
  private final Messages messages;
  private final Rows rows;
  private final ClientRefs clientRefs;
  private final PublicStream stream;
  private final Start start;

  SendProjection(
      Mailboxes mailboxes,
      Messages messages,
      Rows rows,
      ClientRefs clientRefs,
      PublicStream stream,
      Start start) {
    this.mailboxes = mailboxes;
    this.messages = messages;
    this.rows = rows;
    this.clientRefs = clientRefs;
    this.stream = stream;
    this.start = start;
  }

  /// @param entries of one mailbox, in order
  public void apply(List<Entry<OutgoingMail>> entries) {
    for (var entry : entries) {
      var outgoing = entry.value();
      if (outgoing == null || mailboxes.known(outgoing.mailbox()).erased()) continue;
      clientRefs.keep(outgoing);
      if (outgoing.state() != OutgoingMail.State.FAILED) continue;
      var mailbox = mailboxes.find(outgoing.mailbox());
      if (mailbox == null || start.isAfter(entry.toldAt())) continue;
      publish(SendEvents.failed(outgoing, mailbox, address -> isKnown(outgoing.tenant(), address)));
    }
  }

  /// @param report told now, and stored
  void bounce(MessageUpserted report) {
    var mailbox = mailboxes.find(report.mailbox());
    var original = original(report);
    if (mailbox == null || original == null || !original.told().linked()) return;
    publish(SendEvents.bounced(report, original, mailbox));
  }

  private void publish(@Nullable PublicEvent event) {
    if (event != null) stream.publish(List.of(event.document()));
  }

  // Shared mail with somebody is what makes an address known to others.
  private boolean isKnown(TenantId tenant, Address address) {
    return rows.isShared(tenant, address.key());
  }

  private @Nullable MailMessage original(MessageUpserted report) {
    var named = new ArrayList<String>();
    var inReplyTo = report.content().inReplyTo();
    if (inReplyTo != null) named.add(inReplyTo);
    named.addAll(report.content().references().reversed());
    for (var id : named) {
      var message = messages.byRfcId(report.mailbox(), id);
      if (message != null && !message.id().equals(report.message())) return message;
    }
    return null;
  }
}
