package io.correo.link.decision;

import io.correo.events.LinkDecision;
import io.correo.events.LinkReason;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.events.Origin;
import io.correo.events.RecordRef;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// A message and the decision about it, as stored.
///
/// @param revision of the content the decision was made from
/// @param participants addresses in lower case that are not our own, the sender first
/// @param sequence of the decision; 0 before the first
/// @param reason why it is linked to none; empty otherwise
/// @param why the same as a code; null where `reason` is empty, or before there were codes
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
    @Nullable LinkReason why,
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
        why,
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
              .append("manual", link.manual())
              .append("why", document(link.why())));
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
        .append("why", document(why))
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
              link.getBoolean("manual", false),
              why(link)));
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
        why(document),
        document.getBoolean("removed", false),
        document.getBoolean("unpublished", false),
        document.getDate("decidedAt").toInstant());
  }

  private static @Nullable Document document(@Nullable LinkReason why) {
    return why == null
        ? null
        : new Document("code", why.code()).append("values", new Document(Map.copyOf(why.values())));
  }

  private static @Nullable LinkReason why(Document of) {
    var why = of.get("why", Document.class);
    if (why == null) return null;
    var values = new TreeMap<String, String>();
    why.get("values", Document.class).forEach((name, value) -> values.put(name, (String) value));
    return new LinkReason(why.getString("code"), values);
  }
}
