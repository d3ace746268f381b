package io.correo.search.index;

import io.correo.events.LinkDecision;
import io.correo.events.MailFact.MessageRemoved;
import io.correo.events.MailFact.MessageStateChanged;
import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.events.MessageState;
import io.correo.events.Revision;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import io.correo.search.engine.SearchNode.Write;
import io.correo.search.visibility.Threads.Own;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/// What a batch tells about one message, the newest of each kind: one write, however much was told.
final class MessageUpdate {
  private static final Script SCRIPT = Script.named("message.painless");

  private final TenantId tenant;
  private final MailboxId mailbox;
  private final MessageId message;
  private Revision contentRevision = Revision.NONE;
  private @Nullable MessageUpserted content;
  private Revision stateRevision = Revision.NONE;
  private @Nullable MessageState state;
  private Revision removedRevision = Revision.NONE;
  private long linkSequence;
  private @Nullable LinkDecision links;

  MessageUpdate(TenantId tenant, MailboxId mailbox, MessageId message) {
    this.tenant = tenant;
    this.mailbox = mailbox;
    this.message = message;
  }

  void add(MessageUpserted fact) {
    if (fact.revision().isAfter(contentRevision)) {
      contentRevision = fact.revision();
      content = fact;
    }
    add(fact.revision(), fact.state());
  }

  void add(MessageStateChanged fact) {
    add(fact.revision(), fact.state());
  }

  void add(MessageRemoved fact) {
    if (fact.revision().isAfter(removedRevision)) removedRevision = fact.revision();
  }

  void add(LinkDecision decision) {
    if (decision.sequence() <= linkSequence) return;
    linkSequence = decision.sequence();
    links = decision;
  }

  private void add(Revision revision, MessageState newer) {
    if (!revision.isAfter(stateRevision)) return;
    stateRevision = revision;
    state = newer;
  }

  @Nullable ThreadId thread() {
    return content == null ? null : content.thread();
  }

  /// @param own what was chosen for the conversation of its content
  Write write(String index, int textChars, Own own) {
    var params = new HashMap<String, Object>();
    params.put("tenant", tenant.value());
    params.put("mailbox", mailbox.value());
    params.put("message", message.value());
    params.put("contentRevision", contentRevision.value());
    params.put("stateRevision", stateRevision.value());
    params.put("removedRevision", removedRevision.value());
    params.put("linkSequence", linkSequence);
    params.put("visibilitySequence", own.sequence());
    if (own.visibility() != null) params.put("visibility", own.visibility());
    if (content != null) params.put("content", MessageDocument.content(content, textChars));
    if (state != null) params.put("state", MessageDocument.state(state));
    if (links != null) params.put("links", MessageDocument.links(links));
    return SCRIPT.write(index, message.value(), mailbox.value(), params);
  }
}
