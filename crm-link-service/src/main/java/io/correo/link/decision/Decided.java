package io.correo.link.decision;

import io.correo.events.LinkDecision;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.events.Origin;
import io.correo.events.RecordRef;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/// A message and the decision about it, as stored.
///
/// @param revision of the content the decision was made from
/// @param participants addresses in lower case that are not our own, the sender first
/// @param sequence of the decision; 0 before the first
/// @param reason why it is linked to none; empty otherwise
/// @param unpublished true until the decision is safe on `mail.links`
record Decided(
    MessageId message,
    TenantId tenant,
    MailboxId mailbox,
    ThreadId thread,
    long revision,
    String subject,
    List<String> participants,
    Origin origin,
    long sequence,
    List<LinkDecision.Link> records,
    String reason,
    boolean removed,
    boolean unpublished,
    Instant decidedAt) {

  LinkDecision toDecision() {
    return new LinkDecision(
        tenant,
        mailbox,
        thread,
        message,
        sequence,
        origin,
        records,
        reason.isEmpty() ? null : reason,
        decidedAt);
  }

  List<RecordRef> refs() {
    return records.stream().map(LinkDecision.Link::ref).toList();
  }

  Document toDocument() {
    var links = new ArrayList<Document>();
    for (var link : records) {
      links.add(
          new Document("type", link.type())
              .append("id", link.id())
              .append("label", link.label())
              .append("reason", link.reason())
              .append("manual", link.manual()));
    }
    return new Document("_id", message.value())
        .append("tenant", tenant.value())
        .append("mailbox", mailbox.value())
        .append("thread", thread.value())
        .append("revision", revision)
        .append("subject", subject)
        .append("participants", participants)
        .append("origin", origin.name())
        .append("sequence", sequence)
        .append("records", links)
        .append("reason", reason)
        .append("removed", removed)
        .append("unpublished", unpublished)
        .append("decidedAt", java.util.Date.from(decidedAt));
  }

  static Decided of(Document document) {
    var links = new ArrayList<LinkDecision.Link>();
    for (var link : document.getList("records", Document.class)) {
      links.add(
          new LinkDecision.Link(
              link.getString("type"),
              link.getString("id"),
              link.getString("label"),
              link.getString("reason"),
              link.getBoolean("manual", false)));
    }
    return new Decided(
        new MessageId(document.getString("_id")),
        new TenantId(document.getString("tenant")),
        new MailboxId(document.getString("mailbox")),
        new ThreadId(document.getString("thread")),
        document.getLong("revision"),
        document.getString("subject"),
        document.getList("participants", String.class),
        Origin.valueOf(document.getString("origin")),
        document.getLong("sequence"),
        List.copyOf(links),
        document.getString("reason"),
        document.getBoolean("removed", false),
        document.getBoolean("unpublished", false),
        document.getDate("decidedAt").toInstant());
  }
}
