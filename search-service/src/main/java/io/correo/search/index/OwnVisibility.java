package io.correo.search.index;

import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import io.correo.events.ViewChange;
import io.correo.search.engine.Conditions;
import io.correo.search.engine.Index;
import io.correo.search.engine.Indexes;
import io.correo.search.engine.SearchNode;
import io.correo.search.visibility.Mailboxes;
import io.correo.search.visibility.Threads;
import io.correo.search.visibility.Threads.Own;
import io.correo.service.messaging.Outage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Puts what was chosen for a conversation alone on its messages: on those that are there when it
/// is chosen, and on every one that comes.
@Component
class OwnVisibility {
  private static final Script SCRIPT = Script.named("visibility.painless");
  private static final int TRIES = 10;

  private final SearchNode node;
  private final Indexes indexes;
  private final Mailboxes mailboxes;
  private final Threads threads;

  OwnVisibility(SearchNode node, Indexes indexes, Mailboxes mailboxes, Threads threads) {
    this.node = node;
    this.indexes = indexes;
    this.mailboxes = mailboxes;
    this.threads = threads;
  }

  /// View changes of one mailbox, in any order.
  void apply(MailboxId mailbox, List<ViewChange> changes) {
    for (var change : changes) {
      switch (change) {
        case ViewChange.ThreadVisibilityChanged(
                var tenant,
                _,
                var thread,
                var sequence,
                var visibility) ->
            choose(tenant, mailbox, thread, Own.of(sequence, visibility));
        case ViewChange.ThreadChanged _,
            ViewChange.ThreadRemoved _,
            ViewChange.CountersChanged _,
            ViewChange.OperationChanged _,
            ViewChange.Unrecognised _ -> {} // for open pages
      }
    }
  }

  private void choose(TenantId tenant, MailboxId mailbox, ThreadId thread, Own own) {
    if (mailboxes.isErased(mailbox)) return;
    // Kept first: who writes a message meanwhile looks here once more when it is written.
    threads.put(tenant, mailbox, thread, own);
    stamp(mailbox, thread, own);
  }

  /// What holds now for the conversations of messages that are about to be written.
  Map<ThreadId, Own> of(TenantId tenant, MailboxId mailbox, List<ThreadId> conversations) {
    return conversations.isEmpty() ? Map.of() : threads.of(tenant, mailbox, conversations);
  }

  /// The messages are written. What was chosen meanwhile did not find them: it is put on them now.
  void settle(TenantId tenant, MailboxId mailbox, Map<ThreadId, Own> before, List<ThreadId> of) {
    of(tenant, mailbox, of)
        .forEach(
            (thread, own) -> {
              if (!own.equals(before.get(thread))) stamp(mailbox, thread, own);
            });
  }

  private void stamp(MailboxId mailbox, ThreadId thread, Own own) {
    var params = new HashMap<String, Object>();
    params.put("sequence", own.sequence());
    if (own.visibility() != null) params.put("visibility", own.visibility());
    var body =
        Map.of(
            "query", Conditions.is("content.thread", thread.value()),
            "script", SCRIPT.with(params));
    var how = Map.of("routing", mailbox.value(), "conflicts", "proceed", "refresh", "true");
    var path = "/" + indexes.name(Index.MESSAGES) + "/_update_by_query";
    for (var attempt = 0; attempt < TRIES; attempt++) {
      indexes.refresh(Index.MESSAGES);
      var answer = node.send("POST", path, how, body);
      // Somebody wrote a message between our reading and writing it: it has to be read again.
      if (answer.path("version_conflicts").asLong() == 0) return;
    }
    throw new Outage("a conversation's messages change faster than its visibility", null);
  }
}
